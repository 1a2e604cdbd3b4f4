import type { BotMember, MemberMessage } from '../../../../sandbox/client.ts'

/** Somebody in their chat with the app or with the smart bot: both can do this much. */
export type ChatMember = Pick<BotMember, 'user' | 'messages'> & { say(text: string): Promise<unknown> }

/** One thing that somebody was told: where a card cannot hold it, words go before the card, and more cards after it. */
export interface Bubbles {
  messages: readonly [MemberMessage, ...MemberMessage[]]
  words: string
  /** How much of the chat stands before its end. */
  reach: number
}

/** What the app has said to somebody, oldest first. */
export async function readChat(member: ChatMember): Promise<Bubbles[]> {
  const groups: { messages: [MemberMessage, ...MemberMessage[]]; reach: number }[] = []
  let isInterrupted = true
  for (const [at, message] of (await member.messages()).entries()) {
    const last = groups.at(-1)
    const isOfApp = message.via !== 'typed'
    if (isOfApp && last && !isInterrupted && belongsTo(message, last.messages[0])) {
      last.messages.push(message)
      last.reach = at + 1
    } else if (isOfApp) groups.push({ messages: [message], reach: at + 1 })
    isInterrupted = !isOfApp
  }
  return groups.map((group) => ({ ...group, words: group.messages.map(({ words }) => words).join('\n') }))
}

/** A card says again what the words before it begin with, or asks which of their lines; a picture comes with what it shows. */
function belongsTo(message: MemberMessage, first: MemberMessage): boolean {
  if (message.msgtype === 'image') return true
  const { main_title: title } = message.body as { main_title?: { title?: string } }
  if (message.card !== null && /哪一项|which one/i.test(title?.title ?? '')) return true
  const begin = title?.title?.replace(/…$/, '')
  return message.card !== null && begin !== undefined && begin !== '' && first.words.startsWith(begin)
}
