import type { Message } from '../control/control-shapes.ts'
import { isoDay } from '../text/format-slack-date.ts'

export interface MessageRow {
  message: Message
  /** The first of its calendar day in the viewer's zone. */
  startsDay: boolean
  /** Follows its author's last message closely: shown without name and picture. */
  isContinued: boolean
}

const TOGETHER_S = 300

/** Messages oldest first, with day lines and runs of one author worked out. */
export function arrangeMessages(messages: Message[], timeZone: string): MessageRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1]
    const startsDay = !before || dayOf(before, timeZone) !== dayOf(message, timeZone)
    const isContinued =
      !startsDay &&
      before.user === message.user &&
      before.username === message.username &&
      before.ephemeral === message.ephemeral &&
      !message.reply_count &&
      Number(message.ts) - Number(before.ts) < TOGETHER_S
    return { message, startsDay, isContinued }
  })
}

function dayOf(message: Message, timeZone: string): string {
  return isoDay(Number(message.ts) * 1000, timeZone)
}
