import type { SandboxClient } from '../../sandbox/client.ts'
import type { Store } from '../../src/store/open-store.ts'
import type { Deed } from './do-deeds.ts'
import { inWecom } from './in-wecom.ts'
import { patient } from './refer-patient.ts'

/** Holds what the platforms carried and what people see there against what they did and what the outbox has. */
export async function checkTold(
  slack: SandboxClient,
  store: Store,
  deeds: readonly Deed[],
): Promise<{ problems: string[]; messages: number }> {
  const told = await readSlack(slack)
  const chats = await readWecom(slack)
  const problems = [
    ...(await checkOutbox(store, told)),
    ...(await checkPrompts(store, told, deeds)),
    ...checkCards(deeds, told, chats),
    ...checkWecom(chats),
    ...(await checkSealed(slack)),
  ]
  return { problems, messages: told.length + chats.length }
}

/** All that was to be told has been told, and where the platform knows our key, once. */
async function checkOutbox({ db }: Store, told: readonly Told[]): Promise<string[]> {
  const dead = await db.outbox.findMany({ where: { state: 'dead' } })
  const sent = await db.outbox.findMany({ where: { state: 'sent', platform: 'slack', slotKey: null } })
  const keys = told.map(({ key }) => key)
  const twice = told.flatMap(({ key, ts }, index) => {
    const before = keys.indexOf(key)
    return key !== '' && before !== index ? [`Slack has ${key} twice: ${told[before]?.ts} and ${ts}`] : []
  })
  return [
    ...dead.map(({ id, platform, error }) => `message ${id} to ${platform} was given up: ${error}`),
    ...twice,
    ...sent
      .filter(({ dedupeKey }) => !keys.includes(dedupeKey))
      .map(({ id, dedupeKey }) => `message ${id} (${dedupeKey}) is ticked off, and Slack does not have it`),
  ]
}

/** Nobody hears from us that a plan is missing after they were told that it had arrived. */
async function checkPrompts({ db }: Store, told: readonly Told[], deeds: readonly Deed[]): Promise<string[]> {
  const plans = await db.weeklyPlan.findMany({ select: { goals: true, recordId: true } })
  const duties = await db.duty.findMany({ where: { kind: 'weekly-plan' } })
  return deeds.flatMap(({ kind, by, text, isAcknowledged, answeredAt: at }) => {
    const plan = plans.find(({ goals }) => goals === text)
    const duty = duties.find(({ recordId }) => recordId === plan?.recordId)
    if (kind !== 'plan' || !isAcknowledged || !duty) return []
    return told
      .filter(({ key, ts }) => key.startsWith(`duty:${duty.id}:`) && Number(ts) * 1000 > at.getTime())
      .map(({ key, ts }) => `${by} sent ${text} by ${at.toISOString()}, and ${key} was told at ${ts}`)
  })
}

/** Who the patients are came past on a page only. */
async function checkSealed(slack: SandboxClient): Promise<string[]> {
  const found = await Promise.all(
    Object.values(patient).map(async (text) => (await slack.traffic.scan(text)).length),
  )
  return found.some((times) => times > 0)
    ? [`a patient came past in what the platforms carried: ${found}`]
    : []
}

/**
 * Every line that was acknowledged has its card, and once as long as nobody has answered it; a card whose 确认 was
 * acknowledged says that it is recorded.
 */
function checkCards(deeds: readonly Deed[], told: readonly Told[], chats: readonly ToldInWecom[]): string[] {
  return deeds.flatMap(({ kind, platform, by, text, isAcknowledged }) => {
    if (kind !== 'line' && kind !== 'confirm') return []
    const words = (platform === 'slack' ? told : chats)
      .filter((each) => each.words.includes(text))
      .map((each) => each.words)
    if (kind === 'confirm') {
      const isSaid = words.some((each) => each.includes('已记录'))
      return isAcknowledged && !isSaid ? [`${by} confirmed ${text}, and the card says: ${words.at(-1)}`] : []
    }
    const times = words.length
    // A card that WeCom does not change is sent anew: there `checkWecom` says what is too much.
    const isMore = times > 1 && platform === 'slack'
    return isMore || (isAcknowledged && times === 0)
      ? [`the card of ${text} came to ${by} ${times} times`]
      : []
  })
}

/**
 * WeCom cannot be asked what it has; it knows a message for the same that comes again within 73 minutes at least
 * (`bots/wecom/send/round-of.ts`). After that whoever lost the receipt tells it twice.
 */
const sameForMs = 4_400_000

/**
 * Nothing comes twice to anybody while WeCom knows it for the same. A card that was changed where it stands may be said
 * once more: whoever lost the receipt of the change cannot make it again.
 */
function checkWecom(chats: readonly ToldInWecom[]): string[] {
  const sent = chats.filter(({ isChanged }) => !isChanged)
  return sent.flatMap(({ to, words, atMs }, index) => {
    const before = sent.slice(0, index).findLast((each) => each.to === to && each.words === words)
    return before && atMs - before.atMs < sameForMs
      ? [`WeCom told ${to} twice within ${Math.round((atMs - before.atMs) / 1000)} s: ${words}`]
      : []
  })
}

interface Told {
  /** Under which it stands in the outbox; empty of what was answered on the spot. */
  key: string
  ts: string
  words: string
}

/** All that the app has said in the local Slack, each message once. */
async function readSlack(slack: SandboxClient): Promise<Told[]> {
  const { users, channels, app } = await slack.state()
  const told = new Map<string, Told>()
  for (const { id, kind, members, withUser } of channels) {
    const [reader] = kind === 'dm' ? [withUser] : members.filter((member) => member !== app.botUserId)
    if (!reader || !users.some((user) => user.id === reader && !user.deleted)) continue
    const actor = slack.as(reader)
    for (const message of await actor.messages(id)) {
      const isParent = (message.reply_count ?? 0) > 0
      for (const each of isParent ? await actor.messages(id, message.ts) : [message]) {
        if (each.user !== app.botUserId && each.bot_id === undefined) continue
        const { key = '' } = (each.metadata?.event_payload ?? {}) as { key?: string }
        told.set(`${id} ${each.ts}`, { key, ts: each.ts, words: each.words })
      }
    }
  }
  return [...told.values()]
}

interface ToldInWecom {
  to: string
  words: string
  isChanged: boolean
  atMs: number
}

/** All that the app has said to members of the local WeCom, each one's oldest first. */
async function readWecom(slack: SandboxClient): Promise<ToldInWecom[]> {
  const chats = await Promise.all(
    inWecom.map(async (to) => {
      const messages = await slack.wecom.as(to).messages()
      return messages.map(({ via, words, at, card }) => ({
        via,
        to,
        words,
        isChanged: card?.isChanged ?? false,
        atMs: new Date(at).getTime(),
      }))
    }),
  )
  return chats.flat().filter(({ via }) => via !== 'typed')
}
