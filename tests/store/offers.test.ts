import { beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../src/forms/card.ts'
import { dropList, findListed, findOffer, keepList, keepOffers } from '../../src/store/offers.ts'
import { databases, useTestStore } from '../support/databases.ts'

const owner = { platform: 'somewhere', personId: 'chen' }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 8, minute))

const cardOf = (...records: string[]): Card => ({
  title: 'what waits',
  buttons: records.map((recordId) => ({ label: recordId, press: { do: 'show', recordId } })),
})
const press = (recordId: string) => ({ do: 'show', recordId })

describe.each(databases)('codes in place of buttons, on %s', (provider) => {
  const database = useTestStore(provider)
  beforeEach(() => database().clear())

  it('are one for each press, and the same when the card is shown again', async () => {
    const { store } = database()
    expect(await keepOffers(store, owner, cardOf('a', 'b', 'a'), at(0))).toEqual([10, 11, 10])
    expect(await keepOffers(store, owner, cardOf('b', 'c'), at(1))).toEqual([11, 12])
    expect(await keepOffers(store, { ...owner, personId: 'lin' }, cardOf('c'), at(1))).toEqual([10])
    expect(await keepOffers(store, owner, { title: 'nothing to press' }, at(2))).toEqual([])
    expect(await findOffer(store.db, owner, 12)).toEqual(press('c'))
    expect(await findOffer(store.db, owner, 13)).toBeUndefined()
  })

  it('are given again when all are used: what was shown last stays, however early it was first shown', async () => {
    const { store } = database()
    for (let n = 0; n < 90; n += 1) await keepOffers(store, owner, cardOf(`r${n}`), at(n))
    await keepOffers(store, owner, cardOf('r0'), at(90))
    expect(await keepOffers(store, owner, cardOf('new', 'r1', 'newer'), at(91))).toEqual([12, 11, 13])
    expect(await findOffer(store.db, owner, 10)).toEqual(press('r0'))
  })

  it('are never one for two things, though cards come at once from several processes', async () => {
    const stores = [database().store, await database().openAnother()]
    const given = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        keepOffers(stores[n % 2] ?? database().store, owner, cardOf(`r${n}`), at(0)),
      ),
    )
    expect(new Set(given.flat()).size).toBe(12)
    for (const [n, [code]] of given.entries())
      expect(await findOffer(database().store.db, owner, code ?? 0)).toEqual(press(`r${n}`))
  })
})

describe.each(databases)('the lines of a list by their numbers, on %s', (provider) => {
  const database = useTestStore(provider)
  beforeEach(() => database().clear())
  const lines = (count: number, name = 'line') =>
    Array.from({ length: count }, (_, n) => ({ do: 'show' as const, recordId: `${name} ${n + 1}` }))

  it('are no codes, and codes no lines, whatever their numbers', async () => {
    const { store } = database()
    await keepList(store, owner, lines(12), at(0))
    expect(await keepOffers(store, owner, cardOf('a', 'b', 'c'), at(0))).toEqual([10, 11, 12])
    expect(await findListed(store.db, owner, 12, at(0))).toEqual(press('line 12'))
    expect(await findOffer(store.db, owner, 12)).toEqual(press('c'))
    expect(await findOffer(store.db, owner, 3)).toBeUndefined()
    await dropList(store.db, owner)
    expect(await findListed(store.db, owner, 12, at(0))).toBeUndefined()
    expect(await findOffer(store.db, owner, 12)).toEqual(press('c'))
  })

  it('are those of the list that was shown last, and not for ever', async () => {
    const { store } = database()
    await keepList(store, owner, lines(5), at(0))
    await keepList(store, owner, lines(2, 'newer'), at(1))
    expect(await findListed(store.db, owner, 1, at(0))).toEqual(press('newer 1'))
    expect(await findListed(store.db, owner, 3, at(0))).toBeUndefined()
    expect(await findListed(store.db, owner, 1, at(2))).toBeUndefined()
    expect(await findListed(store.db, { ...owner, personId: 'lin' }, 1, at(0))).toBeUndefined()
  })

  it('are of one list alone though two come at once from several processes', async () => {
    const stores = [database().store, await database().openAnother()]
    const lists = Array.from({ length: 6 }, (_, n) => lines(4, `list ${n}`))
    await Promise.all(lists.map((each, n) => keepList(stores[n % 2] ?? database().store, owner, each, at(0))))
    const shown = await Promise.all(
      [1, 2, 3, 4].map((number) => findListed(database().store.db, owner, number, at(0))),
    )
    expect(lists).toContainEqual(shown)
  })
})
