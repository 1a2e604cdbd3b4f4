import { setTimeout as sleep } from 'node:timers/promises'
import { patience } from '../../support/patience.ts'

/** What `find` finds, as soon as it does; `tell` says what there was instead. */
export async function waitFor<T>(
  find: () => Promise<T | undefined>,
  tell: () => Promise<string> | string,
): Promise<T> {
  const deadline = performance.now() + patience.timeout
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(await tell())
    await sleep(patience.interval)
  }
}

export const holds = (words: readonly string[]) => (message: { words: string }) =>
  words.every((word) => message.words.includes(word))
