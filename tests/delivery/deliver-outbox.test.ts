import { describe, expect, it } from 'vitest'
import { runDelivery } from '../../src/delivery/run-delivery.ts'
import { PlatformUnreachable } from '../../src/errors.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { databases } from '../support/databases.ts'
import { useDelivery } from './support/use-delivery.ts'

describe.each(databases)('delivery on %s', (provider) => {
  const { opened, platform, partsOf, deliver, deliverAll, put, rowOf, titles } = useDelivery(provider)

  it('leaves what cannot leave from this process to one that can, as it was', async () => {
    await put('waits')
    const cannot = new Map([['slack', { ...platform().sender, isReady: () => false }]])
    expect(await deliver({ senders: cannot })).toBe(0)
    expect(await rowOf('waits')).toMatchObject({ state: 'pending', attempts: 0 })
    expect(await deliver()).toBe(1)
    expect(titles()).toEqual(['waits'])
  })

  it('sends what is ripe once, to the person’s own account and in their language', async () => {
    const { actors } = opened()
    await put('a', { target: `person:${actors.outsider.personId}` })
    await put('later', { sendAt: new Date('2026-11-19T08:00:00Z') })
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    expect(platform().arrived).toEqual([
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
    platform().fail(() => new PlatformUnreachable('away'))
    expect(await deliver()).toBe(1)
    expect(await deliver()).toBe(0)
    opened().clock.advance(2_000)
    await deliverAll()
    expect(titles()).toEqual(['1', '2', '3'])
  })

  it('edits the message of a slot instead of sending another', async () => {
    await put('a:1', { slotKey: 'record:a' })
    await put('a:2', { slotKey: 'record:a' })
    await deliverAll()
    expect(platform().arrived.map((m) => m.edit)).toEqual([undefined, { channel: 'D1', ts: '1.0' }])
  })

  it('answers in the thread of the message that it belongs to', async () => {
    const channel = { target: 'channel:sales-all' }
    await put('digest', { ...channel, slotKey: 'digest' })
    await put('detail', { ...channel, threadOf: 'digest' })
    await deliverAll()
    expect(platform().arrived.map((m) => m.language)).toEqual(['en', 'en'])
    expect(platform().arrived.map((m) => [m.to, m.replyTo])).toEqual([
      [{ kind: 'channel', channel: 'sales-all' }, undefined],
      [
        { kind: 'channel', channel: 'sales-all' },
        { channel: 'D1', ts: '1.0' },
      ],
    ])
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
    const told = () => platform().arrived.map((m) => [m.to, m.edit])
    opened().clock.advance(1_000)
    await link(actors.rep.personId)
    await put('a:1', { slotKey: 'record:a' })
    await deliverAll()
    opened().clock.advance(1_000)
    await link(actors.colleague.personId)
    platform().arrived.splice(0)
    await put('a:2', { slotKey: 'record:a' })
    await deliverAll()
    expect(told()).toContainEqual([{ kind: 'person', platformUserId: 'U0REP' }, undefined])
    expect(told().map(([, edit]) => edit)).not.toContainEqual({ channel: 'D1', ts: '1.1' })
  })

  it('logs ids and reasons, never what a card says', async () => {
    await put('secret-title')
    platform().fail(() => new TypeError('a fault of ours'))
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
