import { foldText } from '../../text/fold-text.ts'

const toCome = /下周|下个?星期|下个?礼拜|目标|计划|打算|next week|\bgoals?\b|\bplan(?:s|ned|ning)?\b/
const past = /今天|昨天|前天|上周|刚才|刚刚|[访见谈聊打]了|today|yesterday|last week|visited|called/

/** Whether a text speaks of next week or of aims (下周目标是…), and of nothing that was. */
export function isToCome(text: string): boolean {
  const folded = foldText(text)
  return toCome.test(folded) && !past.test(folded)
}

/** Whether a text says of itself that it tells what was. */
export const isPast = (text: string): boolean => past.test(foldText(text))
