import type { App, types } from '@slack/bolt'
import { z } from 'zod'
import type { Actor } from '../../../src/access/actor.ts'
import type { PressOf } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { plain } from '../render/plain-text.ts'
import { attempt } from './serve.ts'
import { offerAgain } from './tell-user.ts'
import { isWorthRepeating } from './to-reply.ts'
import { openView } from './views.ts'

/** The modal in which a supervisor says why a duty is excused. */
const excuseCallback = 'excuse-duty'
const reasonBlock = 'reason'
const noteSchema = z.object({ dutyId: z.string() })

export async function askForExcuse(
  desk: Desk,
  ask: Ask,
  actor: Actor,
  press: PressOf<'duty'>,
  label: () => string,
): Promise<void> {
  const t = speak(actor.language)
  const view: types.ModalView = {
    type: 'modal',
    callback_id: excuseCallback,
    title: plain(t('duties.excuse'), limits.viewTitle),
    submit: plain(t('forms.submit'), limits.viewTitle),
    close: plain(t('slack.form.close'), limits.viewTitle),
    private_metadata: JSON.stringify({ dutyId: press.dutyId }),
    blocks: [
      {
        type: 'input',
        block_id: reasonBlock,
        label: plain(t('duties.excuseWhy')),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 500 },
      },
    ],
  }
  const opened = await openView(desk, ask, view)
  if (!opened) await offerAgain(desk, ask, { label, press }, actor.language)
}

/** The cards that stand about the duty are edited by delivery. */
export function listenToExcuses(app: App, desk: Desk): void {
  app.view({ callback_id: excuseCallback, type: 'view_submission' }, async ({ ack, view, body, context }) => {
    const ask: Ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const tried = await attempt(desk, ask, async (meet) => {
      const actor = await meet()
      const { dutyId } = noteSchema.parse(JSON.parse(view.private_metadata))
      const reason = view.state.values[reasonBlock]?.text?.value ?? ''
      await desk.services.decideDuty(actor, { dutyId, decision: 'excuse', reason, platform })
    })
    if (tried.ok) return ack()
    const { error, text } = tried
    if (isWorthRepeating(error))
      desk.log.error({ deliveryId: ask.delivery.id, err: error }, 'excusing failed')
    return ack({ response_action: 'errors', errors: { [reasonBlock]: text } })
  })
}
