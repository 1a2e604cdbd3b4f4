import { describe, expect, it } from 'vitest'
import { PlatformRefused, PlatformUnreachable, RateLimited } from '../../src/errors.ts'
import { readOutboxBacklog } from '../../src/store/backlog.ts'
import { requeueMessage } from '../../src/store/dead-messages.ts'
import { databases } from '../support/databases.ts'
import { start } from '../support/office.ts'
import { useDelivery } from './support/use-delivery.ts'

describe.each(databases)('what does not get through on %s', (provider) => {
  const { opened, platform, held, deliver, deliverAll, put, rowOf, titles } = useDelivery(provider)

  it('holds the platform for as long as it asks, and counts that as no failure', async () => {
    await put('a')
    const { office } = opened()
    await office.store.db.outbox.updateMany({ data: { attempts: 11 } })
    platform().fail(() => new RateLimited(30_000))
    await deliver()
    expect(held()).toEqual([['slack', 30_000]])
    expect(await rowOf('a')).toMatchObject({ state: 'pending', nextAt: new Date('2026-11-18T08:00:30.000Z') })
    opened().clock.advance(30_000)
    await deliver()
    expect(titles()).toEqual(['a'])
    // A refusal to take it now says that it has not arrived.
    expect(platform().lookedFor).toEqual([])
  })

  it('leaves to the administrator what is refused, and goes on with the rest', async () => {
    await put('bad')
    await put('good')
    platform().fail(() => new PlatformRefused('channel_not_found'))
    await deliverAll()
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

  it('gives up after twelve attempts, each later than the one before, what alone does not get through', async () => {
    await put('a')
    await put('other', { target: 'channel:sales-all' })
    const waits: number[] = []
    platform().refuse(() => new PlatformUnreachable('away'), 'a')
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await deliver()
      const { nextAt } = await rowOf('a')
      if (!nextAt) continue
      waits.push(nextAt.getTime() - opened().clock.now().getTime())
      opened().clock.set(nextAt)
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].map((s) => s * 1000))
    expect(await rowOf('a')).toMatchObject({ state: 'dead', attempts: 12 })
    expect(titles()).toEqual(['other'])
  })

  it('goes on trying for a day where nothing gets through: the platform is away, and sends all in order then', async () => {
    await put('a')
    await put('behind')
    const { clock } = opened()
    const tryFor = async (attempts: number) => {
      platform().refuse(() => new PlatformUnreachable('away'))
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        await deliver()
        clock.set((await rowOf('a')).nextAt ?? clock.now())
      }
      platform().refuse(undefined)
    }
    await tryFor(30)
    expect(await rowOf('a')).toMatchObject({ state: 'pending', attempts: 30 })
    await deliverAll()
    expect(titles()).toEqual(['a', 'behind'])
    await put('never')
    await opened().office.store.db.outbox.updateMany({
      where: { dedupeKey: 'never' },
      data: { attempts: 104 },
    })
    platform().fail(() => new PlatformUnreachable('away'))
    await deliver()
    expect(await rowOf('never')).toMatchObject({ state: 'dead', attempts: 105 })
  })

  it.each(['credentials', 'address'] as const)(
    'keeps what is refused for our %s, and sends it once that is put right',
    async (kind) => {
      await put('a')
      const { store } = opened().office
      platform().refuse(() => new PlatformRefused('token_revoked', { kind }))
      for (let attempt = 1; attempt <= 20; attempt += 1) {
        await deliver()
        opened().clock.advance(15 * 60_000)
      }
      expect(await rowOf('a')).toMatchObject({
        state: 'pending',
        attempts: 20,
        refusal: kind,
        uncertain: false,
      })
      // It is seen by whoever watches, although it is never ripe for long.
      const [backlog] = await readOutboxBacklog(store, opened().clock.now())
      expect(backlog?.oldestAt).toEqual(new Date(start))
      platform().refuse(undefined)
      await deliverAll()
      expect(titles()).toEqual(['a'])
      expect(await rowOf('a')).toMatchObject({ state: 'sent', refusal: null, error: null })
    },
  )
})
