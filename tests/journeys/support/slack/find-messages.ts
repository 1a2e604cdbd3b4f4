import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, ActorMessage } from '../../../../sandbox/client.ts'
import { patience } from '../../../support/patience.ts'

/** What a person sees in a conversation that holds all of these words, oldest first. */
export async function findMessages(
  person: Actor,
  words: readonly string[],
  channel = 'dm',
): Promise<ActorMessage[]> {
  const messages = await person.messages(channel)
  return messages.filter((message) => words.every((word) => message.words.includes(word)))
}

/** The newest of them, as soon as there is one. */
export async function awaitMessage(
  person: Actor,
  words: readonly string[],
  channel = 'dm',
): Promise<ActorMessage> {
  const deadline = performance.now() + patience.timeout
  for (;;) {
    const found = (await findMessages(person, words, channel)).at(-1)
    if (found) return found
    if (performance.now() > deadline) {
      const seen = (await person.messages(channel)).map((message) => message.text)
      throw new Error(
        `${person.user} waits in vain in ${channel} for ${words.join(' + ')}, and sees\n${seen.join('\n---\n')}`,
      )
    }
    await sleep(patience.interval)
  }
}
