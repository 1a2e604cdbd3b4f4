import { describe, expect, it } from 'vitest'
import type { Card } from '../../src/forms/card.ts'
import { tell as tellIn } from '../../src/services/tell.ts'
import { newsKeyOf } from '../../src/store/outbox.ts'
import { databases } from '../support/databases.ts'
import { useWecomOffice } from './wecom-office.ts'

/** A card can be changed once (94888), and taken back within a day (94867). */
describe.each(databases)('a card that changes more than once, on %s', (provider) => {
  const world = useWecomOffice(provider)
  const press = { do: 'act', recordId: 'r1', revision: 1, action: 'approve' } as const
  const asking = (title: string): Card => ({ title, buttons: [{ label: '批准', tone: 'primary', press }] })
  const settled = (title: string): Card => ({ title, badge: { text: '已批准', tone: 'good' } })
  const tell = (card: Card) => {
    const { say, actors } = world()
    return say({ to: { personId: actors.supervisor.personId }, slotKey: 'record:r1', card })
  }
  /** What can be pressed of it stands on cards of six buttons. */
  const list = (count: number): Card => ({
    title: '清单',
    buttons: Array.from({ length: count }, (_, at) => ({
      label: `${at + 1}`,
      press: { do: 'show', recordId: `r${at}` },
    })),
  })
  const chat = async () => (await world().wecom.as('lin').messages()).map(({ words }) => words)
  const recalls = () => world().wecom.traffic.calls('message/recall')

  it('is taken back once nobody has to press it any more, and nothing rings', async () => {
    for (const card of [asking('一稿'), asking('二稿'), settled('三稿')]) await tell(card)
    expect(await chat()).toEqual(['[已撤回]'])
    // Whoever has to do something about it again gets it anew.
    await tell(asking('四稿'))
    expect(await chat()).toEqual(['[已撤回]', '四稿\n批准'])
  })

  it('is sent anew to whom it waits for, and the old one is taken back', async () => {
    for (const title of ['一稿', '二稿', '三稿']) await tell(asking(title))
    expect(await chat()).toEqual(['[已撤回]', '三稿\n批准'])
  })

  it('stays where WeCom takes nothing back, and is tried again at the next change', async () => {
    await tell(asking('一稿'))
    await tell(asking('二稿'))
    await world().wecom.faults.add({ on: 'api', method: 'message/recall', effect: 'errcode', errcode: 40058 })
    await tell(settled('三稿'))
    expect(await chat()).toEqual(['二稿\n批准'])
    await tell(settled('四稿'))
    expect(await chat()).toEqual(['[已撤回]'])
  })

  it('stays under the finger of whoever pressed it', async () => {
    await tell(asking('一稿'))
    await tell(asking('二稿'))
    await tell({ ...settled('三稿'), mayStay: true })
    expect(await chat()).toEqual(['二稿\n批准'])
    expect(await recalls()).toEqual([])
  })

  it('stays as it was where it cannot be pressed: an edit rings for nobody', async () => {
    for (const title of ['一稿', '二稿', '三稿']) await tell(settled(title))
    expect(await chat()).toEqual(['一稿 · 已批准'])
    expect(await recalls()).toEqual([])
    await tell(asking('四稿'))
    await tell(settled('五稿'))
    await tell(settled('六稿'))
    expect(await chat()).toEqual(['一稿 · 已批准', '五稿\n已批准'])
    expect(await recalls()).toEqual([])
  })

  it('leaves two cards rather than none when the connection breaks in between', async () => {
    await tell(asking('一稿'))
    await tell(asking('二稿'))
    await world().wecom.faults.add({ on: 'api', method: 'message/recall', effect: 'drop' })
    await tell(asking('三稿'))
    expect(await chat()).toEqual(['二稿\n批准', '三稿\n批准'])
    world().clock.advance(10 * 60_000)
    await world().deliver()
    expect(await chat()).toEqual(['[已撤回]', '三稿\n批准'])
  })

  it('is changed in both of its parts, and taken back in both', async () => {
    await tell(list(8))
    expect(await chat()).toEqual(['清单\n1\n2\n3\n4\n5\n6', '清单\n7\n8'])
    await tell(list(7))
    expect(await chat()).toEqual(['清单\n1\n2\n3\n4\n5\n6', '清单\n7'])
    await tell(settled('清单'))
    expect(await chat()).toEqual(['[已撤回]', '[已撤回]'])
  })

  it.each([
    [3, '清单\n1\n2\n3'],
    [0, '清单'],
  ])('loses the part that is needed no more: %d are left of eight', async (count, first) => {
    await tell(list(8))
    await tell(list(count))
    expect(await chat()).toEqual([first, '[已撤回]'])
  })

  it('is sent anew, and both parts are taken back, once they can be changed no more', async () => {
    for (const count of [8, 7, 8]) await tell(list(count))
    const anew = ['清单\n1\n2\n3\n4\n5\n6', '清单\n7\n8']
    expect(await chat()).toEqual(['[已撤回]', '[已撤回]', ...anew])
  })

  it('is sent anew where it takes more parts than it had', async () => {
    await tell(list(3))
    await tell(list(7))
    expect(await chat()).toEqual(['[已撤回]', '清单\n1\n2\n3\n4\n5\n6', '清单\n7'])
  })

  it('keeps trying to take back the part that WeCom would not', async () => {
    await tell(list(8))
    await world().wecom.faults.add({ on: 'api', method: 'message/recall', effect: 'errcode', errcode: 40058 })
    await tell(list(3))
    expect(await chat()).toEqual(['清单\n1\n2\n3', '清单\n7\n8'])
    await tell(settled('清单'))
    expect(await chat()).toEqual(['[已撤回]', '[已撤回]'])
  })

  it('is sent anew and taken back whole where one part cannot be changed', async () => {
    await tell(list(8))
    await world().wecom.faults.add({
      on: 'api',
      method: 'message/update_template_card',
      effect: 'errcode',
      errcode: 40058,
    })
    await tell(list(7))
    expect((await chat()).slice(0, 2)).toEqual(['[已撤回]', '[已撤回]'])
    expect(await chat()).toHaveLength(4)
  })

  it('rings once an event: by the line where it changes in place, by itself where it is sent anew', async () => {
    const { office, actors, deliver } = world()
    const to = { platform: 'wecom', to: { personId: actors.supervisor.personId } }
    const change = async (title: string) => {
      const dedupeKey = `once ${title} ${provider}`
      await office.store.transaction(async (tx) => {
        await tellIn(office, tx, {
          ...to,
          slotKey: 'record:r1',
          dedupeKey,
          card: { ...asking(title), news: `${title}：请看` },
        })
        const news = { title: `${title}：请看` }
        await tellIn(office, tx, {
          ...to,
          threadOf: 'record:r1',
          dedupeKey: newsKeyOf(dedupeKey),
          card: news,
        })
      })
      await deliver()
    }
    await tell(asking('一稿'))
    await change('二稿')
    await change('三稿')
    expect(await chat()).toEqual([
      '[已撤回]',
      '二稿：请看',
      expect.stringMatching(/^三稿\n三稿：请看\n批准$/),
    ])
    expect(await office.store.db.outbox.count({ where: { nextAt: { not: null } } })).toBe(0)
  })
})
