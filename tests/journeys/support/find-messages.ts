import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, ActorMessage } from '../../../sandbox/client.ts'
import { patience } from './patience.ts'

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

/** An answer in a message's thread that holds all of these words, as soon as there is one. */
export async function awaitReply(message: ActorMessage, words: readonly string[]): Promise<ActorMessage> {
  const deadline = performance.now() + patience.timeout
  for (;;) {
    const thread = await message.thread()
    const found = thread.filter((reply) => words.every((word) => reply.words.includes(word))).at(-1)
    if (found) return found
    if (performance.now() > deadline) {
      const seen = thread.map((reply) => reply.text)
      throw new Error(`no answer holds ${words.join(' + ')} in the thread\n${seen.join('\n---\n')}`)
    }
    await sleep(patience.interval)
  }
}
