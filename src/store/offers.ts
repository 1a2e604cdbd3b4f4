import type { Card, Press } from '../forms/card.ts'
import { pressesOf } from '../forms/plain-card.ts'
import { readPress, writePress } from '../forms/press-value.ts'
import type { Store, Tx } from './open-store.ts'
import { sql } from './sql.ts'

/** Codes have two digits, and are given again. */
const allCodes = Array.from({ length: 90 }, (_, at) => 10 + at)
const longestPress = 1000

interface Owner {
  platform: string
  personId: string
}

/** A list's numbers are another series than codes: 12 may be both. */
const codesOf = (owner: Owner) => ({ ...owner, series: 'code' })
const listOf = (owner: Owner) => ({ ...owner, series: 'list' })

/**
 * A code for each thing that can be pressed on a card: the one it has already, so that a message sent again is the same,
 * else the one that has been out of use longest.
 */
export function keepOffers(
  store: Pick<Store, 'provider' | 'transaction'>,
  owner: Owner,
  card: Card,
  at: Date,
): Promise<number[]> {
  const presses = pressesOf(card).map(({ press }) => writePress(press, longestPress))
  if (presses.length === 0) return Promise.resolve([])
  return store.transaction(async (tx) => {
    // Two cards for one person at once must not be given the same code.
    await takeTurn(store, tx, owner)
    return giveCodes(tx, owner, presses, at)
  })
}

/** On SQLite there is only one who writes at a time. */
async function takeTurn({ provider }: Pick<Store, 'provider'>, tx: Tx, { personId }: Owner): Promise<void> {
  if (provider === 'postgresql')
    await tx.$executeRaw(sql`SELECT pg_advisory_xact_lock(hashtext(${`offers of ${personId}`}))`)
}

async function giveCodes(tx: Tx, owner: Owner, presses: readonly string[], at: Date): Promise<number[]> {
  const known = await tx.offer.findMany({ where: codesOf(owner) })
  const held = new Map(known.map(({ press, code }) => [press, code]))
  const usedAt = new Map(known.map(({ code, offeredAt }) => [code, offeredAt.getTime()]))
  const shown = new Set(presses.map((press) => held.get(press)))
  const oldestFirst = allCodes
    .filter((code) => !shown.has(code))
    .toSorted((a, b) => (usedAt.get(a) ?? 0) - (usedAt.get(b) ?? 0))
  const codes: number[] = []
  for (const press of presses) {
    const code = held.get(press) ?? oldestFirst.shift()
    if (code === undefined) throw new Error(`a card has more than ${allCodes.length} buttons`)
    held.set(press, code)
    const key = { ...codesOf(owner), code }
    await tx.offer.upsert({
      where: { platform_personId_series_code: key },
      create: { ...key, press, offeredAt: at },
      update: { press, offeredAt: at },
    })
    codes.push(code)
  }
  return codes
}

/** What a code stands for; undefined when nothing was offered by it. @throws NotFound for one of an older program */
export async function findOffer(db: Tx, owner: Owner, code: number): Promise<Press | undefined> {
  const key = { ...codesOf(owner), code }
  const offer = await db.offer.findUnique({ where: { platform_personId_series_code: key } })
  return offer ? readPress(offer.press) : undefined
}

/** Remembers the list that was shown last, its lines counted from 1; none is the end of it. */
export function keepList(
  store: Pick<Store, 'provider' | 'transaction'>,
  owner: Owner,
  presses: readonly Press[],
  offeredAt: Date,
): Promise<void> {
  const list = listOf(owner)
  const data = presses.map((press, at) => ({
    ...list,
    code: at + 1,
    press: writePress(press, longestPress),
    offeredAt,
  }))
  return store.transaction(async (tx) => {
    await takeTurn(store, tx, owner)
    await tx.offer.deleteMany({ where: list })
    if (data.length > 0) await tx.offer.createMany({ data })
  })
}

/** What stood at this number of the list that was shown last; undefined when it was shown before `since`. */
export async function findListed(
  db: Tx,
  owner: Owner,
  number: number,
  since: Date,
): Promise<Press | undefined> {
  const where = { ...listOf(owner), code: number, offeredAt: { gte: since } }
  const listed = await db.offer.findFirst({ where })
  return listed ? readPress(listed.press) : undefined
}

/** Ends the list: something else is asked. */
export async function dropList(db: Tx, owner: Owner): Promise<void> {
  await db.offer.deleteMany({ where: listOf(owner) })
}
