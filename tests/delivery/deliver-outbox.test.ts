import { beforeEach, describe, expect, it } from 'vitest'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace, type Pace } from '../../src/delivery/pace.ts'
import { runDelivery } from '../../src/delivery/run-delivery.ts'
import type { OutgoingMessage, Receipt, Sender } from '../../src/delivery/sender.ts'
import { PlatformRefused, PlatformUnreachable, RateLimited } from '../../src/errors.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { requeueMessage } from '../../src/store/dead-messages.ts'
import type { NewMessage } from '../../src/store/outbox.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

/** A platform of which each test says how it answers; it remembers what has arrived. */
function createPlatform() {
  const arrived: OutgoingMessage[] = []
  const lookedFor: string[] = []
  const troubles: (() => Error)[] = []
  let losesAnswers = 0
  const receiptOf = (index: number): Receipt => ({ channel: 'D1', ts: `1.${index}` })
  const sender: Sender = {
    platform: 'slack',
    send: async (message) => {
      const trouble = troubles.shift()
      if (trouble) throw trouble()
      arrived.push(message)
      if (losesAnswers > 0) {
        losesAnswers -= 1
        throw new PlatformUnreachable('no answer in time')
      }
      return receiptOf(arrived.length - 1)
    },
    findSent: async (_to, dedupeKey) => {
      lookedFor.push(dedupeKey)
      const index = arrived.findIndex((m) => m.dedupeKey === dedupeKey)
      return index < 0 ? undefined : receiptOf(index)
    },
  }
  return {
    sender,
    arrived,
    lookedFor,
    fail: (...errors: (() => Error)[]) => void troubles.push(...errors),
    loseAnswers: (count: number) => {
      losesAnswers = count
    },
  }
}

describe.each(databases)('delivery on %s', (provider) => {
  const opened = useTestOffice(provider)
  let platform = createPlatform()
  let held: [string, number][] = []
  beforeEach(async () => {
    platform = createPlatform()
    held = []
    await opened().office.store.db.outbox.deleteMany()
    await opened().office.store.db.sentMessage.deleteMany()
    opened().clock.set(start)
  })

  const partsOf = () => {
    const { office, clock } = opened()
    const quick = createPace({ gapMs: 0, burst: 1 })
    // A hold is noted, not waited for.
    const pace: Pace = { wait: quick.wait, hold: (name, ms) => void held.push([name, ms]) }
    const senders = new Map([['slack', platform.sender]])
    const channelLanguage = () => 'en' as const
    return { store: office.store, clock, senders, pace, log: office.log, channelLanguage, owner: 'test' }
  }
  const deliver = () => deliverRipe(partsOf())
  const put = (dedupeKey: string, more: Partial<NewMessage> = {}) => {
    const { office, actors, clock } = opened()
    const target = `person:${actors.rep.personId}`
    const message = { platform: 'slack', target, card: { title: dedupeKey }, dedupeKey, ...more }
    return office.store.transaction((tx) => enqueue(tx, message, clock.now()))
  }
  const rowOf = (dedupeKey: string) =>
    opened().office.store.db.outbox.findUniqueOrThrow({ where: { dedupeKey } })
  const titles = () => platform.arrived.map((m) => m.card.title)

  it('sends what is ripe once, to the person’s own account and in their language', async () => {
    const { actors } = opened()
    await put('a', { target: `person:${actors.outsider.personId}` })
    await put('later', { sendAt: new Date('2026-11-19T08:00:00Z') })
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    expect(platform.arrived).toEqual([
      {
        to: { kind: 'person', platformUserId: 'U0OUTSIDER' },
        card: { title: 'a' },
        language: 'en',
        dedupeKey: 'a',
      },
    ])
    expect(await rowOf('a')).toMatchObject({ state: 'sent', attempts: 1, error: null })
  })

  it('keeps the order of what one person is told, also when the first does not get through', async () => {
    for (const key of ['1', '2', '3']) await put(key)
    platform.fail(() => new PlatformUnreachable('away'))
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    opened().clock.advance(2_000)
    while ((await deliver()) > 0);
    expect(titles()).toEqual(['1', '2', '3'])
  })

  it('looks for what may have arrived before it sends again', async () => {
    await put('a')
    platform.loseAnswers(1)
    await deliver()
    expect(await rowOf('a')).toMatchObject({ state: 'pending', uncertain: true })
    opened().clock.advance(2_000)
    await deliver()
    expect(platform.lookedFor).toEqual(['a'])
    expect(titles()).toEqual(['a'])
    expect(await rowOf('a')).toMatchObject({ state: 'sent', attempts: 2, uncertain: false })
  })

  it('still looks when the platform had no time for the first look', async () => {
    await put('a')
    platform.loseAnswers(1)
    await deliver()
    const { findSent } = platform.sender
    platform.sender.findSent = async () => {
      throw new RateLimited(1_000)
    }
    opened().clock.advance(2_000)
    await deliver()
    expect(await rowOf('a')).toMatchObject({ state: 'pending', uncertain: true })
    platform.sender.findSent = findSent
    opened().clock.advance(2_000)
    await deliver()
    expect([platform.lookedFor, titles()]).toEqual([['a'], ['a']])
  })

  it('sends again what did not arrive after all', async () => {
    await put('a')
    platform.fail(() => new PlatformUnreachable('cut off'))
    await deliver()
    opened().clock.advance(2_000)
    await deliver()
    expect([platform.lookedFor, titles()]).toEqual([['a'], ['a']])
  })

  it('takes up what a dead process had in its hands, and looks first', async () => {
    await put('a')
    const stuck = {
      ...partsOf(),
      owner: 'dead',
      senders: new Map([['slack', { ...platform.sender, send: hang }]]),
    }
    void deliverRipe(stuck)
    await expect.poll(async () => (await rowOf('a')).state).toBe('claimed')
    expect(await deliver()).toBe(0)
    opened().clock.advance(60_000)
    expect(await deliver()).toBe(1)
    expect([platform.lookedFor, titles()]).toEqual([['a'], ['a']])
  })

  it('edits the message of a slot instead of sending another', async () => {
    await put('a:1', { slotKey: 'record:a' })
    await put('a:2', { slotKey: 'record:a' })
    while ((await deliver()) > 0);
    expect(platform.arrived.map((m) => m.edit)).toEqual([undefined, { channel: 'D1', ts: '1.0' }])
  })

  it('answers in the thread of the message that it belongs to', async () => {
    const channel = { target: 'channel:sales-all' }
    await put('digest', { ...channel, slotKey: 'digest' })
    await put('detail', { ...channel, threadOf: 'digest' })
    while ((await deliver()) > 0);
    expect(platform.arrived.map((m) => m.language)).toEqual(['en', 'en'])
    expect(platform.arrived.map((m) => [m.to, m.replyTo])).toEqual([
      [{ kind: 'channel', channel: 'sales-all' }, undefined],
      [
        { kind: 'channel', channel: 'sales-all' },
        { channel: 'D1', ts: '1.0' },
      ],
    ])
  })

  it('holds the platform for as long as it asks, and counts that as no failure', async () => {
    await put('a')
    const { office } = opened()
    await office.store.db.outbox.updateMany({ data: { attempts: 11 } })
    platform.fail(() => new RateLimited(30_000))
    await deliver()
    expect(held).toEqual([['slack', 30_000]])
    expect(await rowOf('a')).toMatchObject({ state: 'pending', nextAt: new Date('2026-11-18T08:00:30.000Z') })
    opened().clock.advance(30_000)
    await deliver()
    expect(titles()).toEqual(['a'])
    // A refusal to take it now says that it has not arrived.
    expect(platform.lookedFor).toEqual([])
  })

  it('leaves to the administrator what is refused, and goes on with the rest', async () => {
    await put('bad')
    await put('good')
    platform.fail(() => new PlatformRefused('channel_not_found'))
    while ((await deliver()) > 0);
    expect(titles()).toEqual(['good'])
    const dead = await rowOf('bad')
    expect(dead).toMatchObject({ state: 'dead', nextAt: null, error: 'platform refused: channel_not_found' })
    await opened().office.store.transaction((tx) =>
      requeueMessage(opened().office.store, tx, {
        id: dead.id,
        teamIds: [opened().teamIds.nanwan],
        now: opened().clock.now(),
      }),
    )
    await deliver()
    expect(titles()).toEqual(['good', 'bad'])
  })

  it('gives up after twelve attempts, each later than the one before', async () => {
    await put('a')
    const waits: number[] = []
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      platform.fail(() => new PlatformUnreachable('away'))
      expect(await deliver()).toBe(1)
      const { nextAt } = await rowOf('a')
      if (!nextAt) continue
      waits.push(nextAt.getTime() - opened().clock.now().getTime())
      opened().clock.set(nextAt)
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].map((s) => s * 1000))
    expect(await rowOf('a')).toMatchObject({ state: 'dead', attempts: 12 })
  })

  it('does not send what nobody can be reached by, and says why', async () => {
    await put('a', { target: 'person:nobody' })
    await put('b', { platform: 'pigeon' })
    await deliver()
    expect((await rowOf('a')).error).toContain('no account')
    expect((await rowOf('b')).error).toContain('no bot serves pigeon')
  })

  it('does not write to who has left', async () => {
    const { office, actors } = opened()
    const setActive = (isActive: boolean) =>
      office.store.db.person.update({ where: { id: actors.rep.personId }, data: { isActive } })
    await put('a')
    await setActive(false)
    await deliver()
    await setActive(true)
    expect([titles(), (await rowOf('a')).state]).toEqual([[], 'dead'])
  })

  it('leaves the cards of a wrong account behind when an administrator puts it right', async () => {
    const { office, actors } = opened()
    const at = { platform: 'slack', workspace: 'T0FIELD001', platformUserId: 'U0COLLEAGUE' }
    const link = (personId: string) => linkPerson(office, actors.admin, { ...at, personId })
    const told = () => platform.arrived.map((m) => [m.to, m.edit])
    opened().clock.advance(1_000)
    await link(actors.rep.personId)
    await put('a:1', { slotKey: 'record:a' })
    while ((await deliver()) > 0);
    opened().clock.advance(1_000)
    await link(actors.colleague.personId)
    platform.arrived.splice(0)
    await put('a:2', { slotKey: 'record:a' })
    while ((await deliver()) > 0);
    expect(told()).toContainEqual([{ kind: 'person', platformUserId: 'U0REP' }, undefined])
    expect(told().map(([, edit]) => edit)).not.toContainEqual({ channel: 'D1', ts: '1.1' })
  })

  it('logs ids and reasons, never what a card says', async () => {
    await put('secret-title')
    platform.fail(() => new TypeError('a fault of ours'))
    await deliver()
    const lines = opened().logged.join('')
    expect(lines).toContain('a fault of ours')
    expect(lines).not.toContain('secret-title')
    expect(await rowOf('secret-title')).toMatchObject({ state: 'pending', error: 'unexpected' })
  })

  it('stops after what is under way', async () => {
    await put('a')
    const running = runDelivery(partsOf())
    await expect.poll(titles).toEqual(['a'])
    await running.stop()
    await put('b')
    expect(await rowOf('b')).toMatchObject({ state: 'pending', attempts: 0 })
  })
})

const hang = () => new Promise<never>(() => {})
