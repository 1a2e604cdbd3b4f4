import { z } from 'zod'
import { stringOf } from '../../world/json.ts'
import type { CardState } from '../corp/model.ts'
import { descendantsOf, membersOfDepartment } from '../corp/people.ts'
import { getResponseCode } from '../corp/response-codes.ts'
import { updateCards } from '../corp/update-cards.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { updatedCard } from '../validation/cards.ts'
import { bytes, check, flag, widths } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson, requireAgent } from './method.ts'

const request = z
  .strictObject({
    userids: z.array(z.string()).max(1000).optional(),
    partyids: z.array(z.int()).max(100).optional(),
    tagids: z.array(z.int()).max(100).optional(),
    atall: flag.optional(),
    agentid: z.number(),
    response_code: bytes(1024, 1),
    enable_id_trans: flag.optional(),
    button: z.strictObject({ replace_name: widths(10, 1) }).optional(),
    template_card: updatedCard.optional(),
  })
  .refine((body) => (body.button === undefined) !== (body.template_card === undefined), {
    error: 'either button or template_card is required',
  })

export const cardMethods: Record<string, ApiMethod> = {
  'message/update_template_card': { verb: 'POST', run: updateTemplateCard },
}

/** Document 94888. */
function updateTemplateCard(wecom: LocalWecom, call: ApiCall) {
  const json = readJson(call)
  requireAgent(wecom, json.agentid)
  const body = check(request, json)
  const code = getResponseCode(wecom, body.response_code)
  const sentTo = wecom.corp.recipients.get(code.msgid) ?? []
  const named = [
    ...(body.userids ?? []),
    ...(body.partyids ?? []).flatMap((id) =>
      descendantsOf(wecom.corp, id).flatMap((each) =>
        membersOfDepartment(wecom.corp, each).map(({ userid }) => userid),
      ),
    ),
  ]
  if (body.atall !== 1 && named.length === 0) throw new WecomError(82001, 'userids, partyids or atall')
  const found = body.atall === 1 ? sentTo : named.filter((userid) => sentTo.includes(userid))
  if (found.length === 0) throw new WecomError(81013)
  if (body.button) requireButtons(findCard(wecom, code.msgid, sentTo))

  code.isUsed = true
  const update = body.button ? { replaceName: body.button.replace_name } : { card: body.template_card ?? {} }
  updateCards(wecom, code.msgid, found, update)
  const invaliduser = (body.userids ?? []).filter((userid) => !sentTo.includes(userid))
  return invaliduser.length > 0 ? { invaliduser } : {}
}

function findCard(wecom: LocalWecom, msgid: string, userids: string[]): CardState | null {
  for (const userid of userids) {
    const message = wecom.corp.chats.get(userid)?.find((each) => each.msgid === msgid)
    if (message?.card) return message.card
  }
  return null
}

function requireButtons(state: CardState | null): void {
  if (state && !stringOf(state.original.card_type).endsWith('_interaction')) {
    throw new WecomError(40058, 'button.replace_name: this card has no buttons')
  }
}
