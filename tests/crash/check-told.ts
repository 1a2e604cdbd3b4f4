import type { SandboxClient } from '../../sandbox/client.ts'
import type { Store } from '../../src/store/open-store.ts'
import { checkOutbox } from './check-outbox.ts'
import { checkPrompts } from './check-prompts.ts'
import type { Deed } from './do-deeds.ts'
import { type AllTold, readTold } from './read-told.ts'
import { patient } from './refer-patient.ts'

/** Holds what the platforms carried and what people see there against what they did and what the outbox has. */
export async function checkTold(
  client: SandboxClient,
  store: Store,
  deeds: readonly Deed[],
): Promise<{ problems: string[]; messages: number }> {
  const told = await readTold(client)
  const problems = [
    ...(told.isWhole ? [] : ['the first calls are not remembered any more: what they told is not known']),
    ...(await checkOutbox(store, told)),
    ...(await checkPrompts(store, told, deeds)),
    ...checkCards(deeds, told),
    ...(await checkSealed(client)),
  ]
  return { problems, messages: told.slack.length + told.chats.length }
}

/** Who the patients are came past on a page only. */
async function checkSealed(client: SandboxClient): Promise<string[]> {
  const found = await Promise.all(
    Object.values(patient).map(async (text) => (await client.traffic.scan(text)).length),
  )
  return found.some((times) => times > 0)
    ? [`a patient came past in what the platforms carried: ${found}`]
    : []
}

/**
 * Every line that was acknowledged has its card, and once as long as nobody has answered it; a card whose 确认 was
 * acknowledged says that it is recorded.
 */
function checkCards(deeds: readonly Deed[], { slack, chats }: AllTold): string[] {
  return deeds.flatMap(({ kind, platform, by, text, isAcknowledged }) => {
    if (kind !== 'line' && kind !== 'confirm') return []
    const words = (platform === 'slack' ? slack : chats)
      .filter((each) => each.words.includes(text))
      .map((each) => each.words)
    if (kind === 'confirm') {
      const isSaid = words.some((each) => each.includes('已记录'))
      return isAcknowledged && !isSaid ? [`${by} confirmed ${text}, and the card says: ${words.at(-1)}`] : []
    }
    const times = words.length
    // A card that WeCom does not change is sent anew: there `check-outbox.ts` says what is too much.
    const isMore = times > 1 && platform === 'slack'
    return isMore || (isAcknowledged && times === 0)
      ? [`the card of ${text} came to ${by} ${times} times`]
      : []
  })
}
