import { describe, expect, it } from 'vitest'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import type { Pace } from '../../src/delivery/pace.ts'
import { PlatformUnreachable, RateLimited } from '../../src/errors.ts'
import { databases } from '../support/databases.ts'
import { useDelivery } from './support/use-delivery.ts'

describe.each(databases)('what may have been sent already on %s', (provider) => {
  const { opened, platform, partsOf, deliver, deliverAll, put, rowOf, titles } = useDelivery(provider)

  it('is not sent by a process that wakes when its lease is over, and once by whoever takes it over', async () => {
    await put('paused')
    const sleeping = async () => opened().clock.advance(61_000)
    const pace: Pace = { ...partsOf().pace, wait: sleeping }
    expect(await deliver({ pace })).toBe(1)
    expect(titles()).toEqual([])
    expect(await deliver()).toBe(1)
    expect(titles()).toEqual(['paused'])
    expect(await rowOf('paused')).toMatchObject({ state: 'sent' })
  })

  it('looks for what a job says first while a restored database may have forgotten that it was said', async () => {
    const { office, clock } = opened()
    await put('said before')
    await deliver()
    // The database forgets it, and the job comes again.
    await office.store.db.outbox.deleteMany()
    await office.store.db.sentMessage.deleteMany()
    await put('said before')
    await put('not said')
    await office.store.db.outbox.updateMany({ data: { cause: 'job:team-digest 2026-11-18T08:00' } })
    await put('of a person')
    const doubtsTill = new Date(clock.now().getTime() + 60_000)
    await deliverAll({ doubtsTill })
    expect(platform().lookedFor).toEqual(['said before', 'not said'])
    expect(titles()).toEqual(['said before', 'not said', 'of a person'])
    clock.set(doubtsTill)
    await put('later')
    await office.store.db.outbox.updateMany({ data: { cause: 'job:leaderboard 2026-11-18T08:01' } })
    expect(await deliver({ doubtsTill })).toBe(1)
    expect(platform().lookedFor).toHaveLength(2)
  })

  it('looks for what may have arrived before it sends again', async () => {
    await put('a')
    platform().loseAnswers(1)
    await deliver()
    expect(await rowOf('a')).toMatchObject({ state: 'pending', uncertain: true })
    opened().clock.advance(2_000)
    await deliver()
    expect(platform().lookedFor).toEqual(['a'])
    expect(titles()).toEqual(['a'])
    expect(await rowOf('a')).toMatchObject({ state: 'sent', attempts: 2, uncertain: false })
  })

  it('is not sent again because it could not be noted that it was sent', async () => {
    await put('a', { slotKey: 'record:a' })
    await put('b', { target: 'channel:sales-all' })
    const { db } = opened().office.store
    const rename = (from: string, to: string) =>
      db.$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`)
    const { send } = platform().sender
    platform().sender.send = async (message) => {
      const receipt = await send(message)
      if (message.dedupeKey === 'a') await rename('SentMessage', 'Away')
      return receipt
    }
    expect(await deliver()).toBe(2)
    platform().sender.send = send
    await rename('Away', 'SentMessage')
    expect(await rowOf('a')).toMatchObject({ state: 'claimed' })
    opened().clock.advance(60_000)
    expect(await deliver()).toBe(1)
    expect([titles().toSorted(), platform().lookedFor]).toEqual([['a', 'b'], ['a']])
    expect(await rowOf('a')).toMatchObject({ state: 'sent' })
  })

  it('still looks when the platform had no time for the first look', async () => {
    await put('a')
    platform().loseAnswers(1)
    await deliver()
    const { findSent } = platform().sender
    platform().sender.findSent = async () => {
      throw new RateLimited(1_000)
    }
    opened().clock.advance(2_000)
    await deliver()
    expect(await rowOf('a')).toMatchObject({ state: 'pending', uncertain: true })
    platform().sender.findSent = findSent
    opened().clock.advance(2_000)
    await deliver()
    expect([platform().lookedFor, titles()]).toEqual([['a'], ['a']])
  })

  it('sends again what did not arrive after all', async () => {
    await put('a')
    platform().fail(() => new PlatformUnreachable('cut off'))
    await deliver()
    opened().clock.advance(2_000)
    await deliver()
    expect([platform().lookedFor, titles()]).toEqual([['a'], ['a']])
  })

  it('takes up what a dead process had in its hands, and looks first', async () => {
    await put('a')
    const stuck = {
      ...partsOf(),
      owner: 'dead',
      senders: new Map([['slack', { ...platform().sender, send: hang }]]),
    }
    void deliverRipe(stuck)
    await expect.poll(async () => (await rowOf('a')).state).toBe('claimed')
    expect(await deliver()).toBe(0)
    opened().clock.advance(60_000)
    expect(await deliver()).toBe(1)
    expect([platform().lookedFor, titles()]).toEqual([['a'], ['a']])
  })
})

const hang = () => new Promise<never>(() => {})
