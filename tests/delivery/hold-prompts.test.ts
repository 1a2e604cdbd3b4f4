import { describe, expect, it } from 'vitest'
import { PlatformRefused } from '../../src/errors.ts'
import { findWelcome } from '../../src/services/delivery/find-welcome.ts'
import { databases } from '../support/databases.ts'
import { useDelivery } from './support/use-delivery.ts'

describe.each(databases)('prompts and what is left behind on %s', (provider) => {
  const { opened, platform, deliver, deliverAll, put, rowOf, titles } = useDelivery(provider)

  it('keeps what the clock says and is late till its reader may be prompted, and nothing else', async () => {
    const { office, actors, clock } = opened()
    await office.store.db.person.update({
      where: { id: actors.rep.personId },
      data: { zone: 'Europe/London' },
    })
    // Four in the afternoon of London.
    clock.set('2026-11-18T16:00:00Z')
    await put('kept', { card: { title: 'kept', isPrompt: true } })
    const promptAt = (at: Date, zone: string) => findWelcome(office, at, zone)
    clock.set('2026-11-19T01:40:00Z')
    await put('act')
    await put('fresh', { card: { title: 'fresh', isPrompt: true } })
    await deliverAll({ promptAt })
    expect(titles()).toEqual(['act', 'fresh'])
    expect(await rowOf('kept')).toMatchObject({
      state: 'pending',
      nextAt: new Date('2026-11-19T09:00:00Z'),
      attempts: 0,
    })
    clock.set('2026-11-19T09:00:00Z')
    await deliverAll({ promptAt })
    expect(titles()).toEqual(['act', 'fresh', 'kept'])
    await office.store.db.person.update({
      where: { id: actors.rep.personId },
      data: { zone: 'Asia/Shanghai' },
    })
  })

  it('changes what was left behind where it stands, and never sends it anew', async () => {
    await put('never stood', { slotKey: 'record:1', card: { title: 'never stood', isQuiet: true } })
    await deliverAll()
    expect(titles()).toEqual([])
    expect(await rowOf('never stood')).toMatchObject({ state: 'sent' })
    await put('stands', { slotKey: 'record:1' })
    await put('changed', { slotKey: 'record:1', card: { title: 'changed', isQuiet: true } })
    await deliverAll()
    expect(platform().arrived.map(({ card, edit }) => [card.title, edit?.ts])).toEqual([
      ['stands', undefined],
      ['changed', '1.0'],
    ])
    await put('refused', { slotKey: 'record:1', card: { title: 'refused', isQuiet: true } })
    platform().fail(() => new PlatformRefused('message_not_found'))
    await deliverAll()
    // No administrator has to mend it.
    expect(await rowOf('refused')).toMatchObject({ state: 'sent' })
  })

  it('prompts nobody for what they have done while the prompt waited, and changes the one that did arrive', async () => {
    const prompt = (title: string) => ({ slotKey: `duty:${title}`, card: { title, isPrompt: true } })
    const done = (title: string) => ({ slotKey: `duty:${title}`, card: { title, isQuiet: true } })
    await put('late', prompt('plan'))
    await put('plan done', done('plan'))
    await deliverAll()
    expect(platform().arrived).toEqual([])
    expect([await rowOf('late'), await rowOf('plan done')].map(({ state }) => state)).toEqual([
      'sent',
      'sent',
    ])
    platform().loseAnswers(1)
    await put('arrived', prompt('report'))
    await deliver()
    await put('report done', done('report'))
    opened().clock.advance(60_000)
    await deliverAll()
    expect(platform().arrived.map(({ dedupeKey }) => dedupeKey)).toEqual(['arrived', 'report done'])
    expect(platform().arrived[1]?.edit).toBeDefined()
    await put('act', { slotKey: 'record:9', card: { title: 'act' } })
    await put('more', { slotKey: 'record:9', card: { title: 'more' } })
    await deliverAll()
    expect(
      platform()
        .arrived.slice(2)
        .map(({ dedupeKey }) => dedupeKey),
    ).toEqual(['act', 'more'])
  })
})
