import type { JsonObject } from '../../world/json.ts'
import { stringOf } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { defaultChoices } from './cards.ts'
import { findInChats, touchMessage } from './chats.ts'

/** Either one grey button in place of the buttons, or another card. */
export type CardUpdate = { replaceName: string } | { card: JsonObject }

/** Changes a card on the phones of these members. */
export function updateCards(wecom: LocalWecom, msgid: string, userids: string[], update: CardUpdate): void {
  for (const userid of userids) {
    const message = findInChats(wecom.corp, userid, msgid)
    if (!message?.card) continue
    if ('replaceName' in update) message.card.replacedBy = update.replaceName
    else {
      const { card } = update
      message.card = {
        ...message.card,
        card,
        replacedBy: stringOf(card.replace_text) || null,
        choices: defaultChoices(card),
      }
    }
    touchMessage(wecom, userid, message)
  }
}
