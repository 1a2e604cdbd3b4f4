import type { Card } from '../../src/forms/card.ts'
import type { Store } from '../../src/store/open-store.ts'
import { checkWecomRows, checkWecomTwice } from './check-wecom.ts'
import { type FindPlace, nameRow, type Place, type Row } from './outbox-row.ts'
import type { AllTold, SlackCall } from './read-told.ts'

/** All that was to be told has been told and stands where we say it does, and once where the platform lets us know. */
export async function checkOutbox({ db }: Store, told: AllTold): Promise<string[]> {
  const [rows, places, identities] = await Promise.all([
    db.outbox.findMany({ orderBy: { id: 'asc' } }),
    db.sentMessage.findMany(),
    db.identity.findMany({ where: { platform: 'wecom' } }),
  ])
  const all = rows.map((row): Row => ({ ...row, card: row.card as unknown as Card }))
  const dead = all.filter(({ state }) => state === 'dead')
  const due = all.filter((row) => row.state === 'sent' && !isLeftOut(row, all))
  const placeOf = new Map(places.map((place) => [slotOf(place), place]))
  const userIds = new Map(
    identities.map(({ personId, platformUserId }) => [`person:${personId}`, platformUserId]),
  )
  return [
    ...dead.map(({ id, platform, error }) => `message ${id} to ${platform} was given up: ${error}`),
    ...checkSlackRows(of(due, 'slack'), (row) => placeOf.get(slotOf(row)), told),
    ...checkSlackTwice(of(all, 'slack'), told.slackCalls),
    ...checkWecomRows(of(due, 'wecom'), (row) => placeOf.get(slotOf(row)), userIds, told),
    ...checkWecomTwice(
      of(all, 'wecom').map(({ dedupeKey }) => dedupeKey),
      told,
    ),
  ]
}

const of = (rows: readonly Row[], platform: string) => rows.filter((row) => row.platform === platform)

const slotOf = ({
  platform,
  target,
  slotKey,
}: {
  platform: string
  target: string
  slotKey: string | null
}): string => JSON.stringify([platform, target, slotKey])

/** Rightly ticked off without a word: something newer rings for it, or what the clock said was overtaken. */
function isLeftOut(row: Row, rows: readonly Row[]): boolean {
  if (row.card.isQuiet) return true
  const { id, sentAt } = row
  const isNewer = (each: Row) =>
    each.id > id && slotOf(each) === slotOf(row) && sentAt !== null && each.createdAt <= sentAt
  return row.card.isPrompt === true && row.slotKey !== null && rows.some(isNewer)
}

function checkSlackRows(due: readonly Row[], findPlace: FindPlace, told: AllTold): string[] {
  const taken = new Set(told.slackCalls.map(({ key }) => key))
  const standing = new Set(told.slack.map(({ key }) => key))
  const isThere = ({ channel, ts }: Place) =>
    told.slack.some((each) => each.channel === channel && each.ts === ts)
  return due.flatMap((row) => {
    const problems = taken.has(row.dedupeKey) ? [] : [`${nameRow(row)}, and Slack never got it`]
    if (row.slotKey === null)
      return standing.has(row.dedupeKey)
        ? problems
        : [...problems, `${nameRow(row)}, and Slack does not have it`]
    const place = findPlace(row)
    if (!place) return [...problems, `${nameRow(row)}, and where it stands is not noted`]
    return isThere(place)
      ? problems
      : [...problems, `${nameRow(row)}, and does not stand at ${place.channel} ${place.ts}`]
  })
}

/** By its key, and by its slot: what is to be changed where it stands is posted once, whatever key the change has. */
function checkSlackTwice(rows: readonly Row[], calls: readonly SlackCall[]): string[] {
  const posts = calls.filter(({ isPost, key }) => isPost && key !== '')
  const slots = new Map(rows.map((row) => [row.dedupeKey, row.slotKey === null ? '' : slotOf(row)]))
  return posts.flatMap(({ key, ts }, at) => {
    const slot = slots.get(key) ?? ''
    const before = posts
      .slice(0, at)
      .find((each) => each.key === key || (slot !== '' && slots.get(each.key) === slot))
    return before ? [`Slack got ${key} twice: as ${before.key} at ${before.ts}, and at ${ts}`] : []
  })
}
