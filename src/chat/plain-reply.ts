import type { Actor } from '../access/actor.ts'
import { plainCard } from '../services/plain.ts'
import type { Chat, Reply } from './chat.ts'

/** The same reply for a client that shows no cards. */
export async function toPlainReply({ office, platform }: Chat, actor: Actor, reply: Reply): Promise<Reply> {
  const toPlain = (card: Reply['says'][number]) => plainCard(office, actor, platform, card)
  // One after the other: each takes the next codes.
  const toPlainAll = async (cards: Reply['says']) => {
    const plain: Reply['says'][number][] = []
    for (const card of cards) plain.push(await toPlain(card))
    return plain
  }
  const says = await toPlainAll(reply.says)
  const { pressed, unlessShown } = reply
  return {
    ...(pressed ? { pressed: await toPlain(pressed) } : {}),
    ...(unlessShown ? { unlessShown: await toPlainAll(unlessShown) } : {}),
    says,
  }
}
