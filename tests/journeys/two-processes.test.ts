import { describe, expect, it } from 'vitest'
import { fileRecord } from './support/file-record.ts'
import { useWorld } from './world.ts'

describe('two processes on one PostgreSQL', () => {
  const world = useWorld('postgresql')
  const person = (handle: string) => world().person(handle)
  const inChannel = (name: string, ...words: readonly string[]) =>
    Promise.all(
      world()
        .channels(name)
        .map((channel) => channel.told(...words)),
    )

  it('remind everybody once, and post each warning once', async () => {
    await world().startAnother()
    await world().goTo('2026-11-19T01:05:10Z')
    await world().goTo('2026-11-19T10:05:10Z')
    for (const handle of ['chen', 'xu', 'fang', 'tang', 'gu']) {
      for (const what of ['周计划 2026年第48周', '周报 2026年第47周']) {
        await person(handle).awaits(what)
        expect(await person(handle).told(what)).toHaveLength(1)
      }
    }
    await fileRecord(person('chen'), '周报', { 本周小结: '已交' })
    await world().goTo('2026-11-23T06:45:10Z')
    for (const channel of world().channels('sales-nanwan')) await channel.awaits('周计划', '还有 3 人')
    for (const name of ['sales-nanwan', 'sales-qingxi'])
      for (const told of await inChannel(name, '人没有提交')) expect(told).toHaveLength(2)
  })

  it('post one digest and one board on a Friday', async () => {
    for (const name of ['sales-nanwan', 'sales-qingxi'])
      for (const told of await inChannel(name, '小结')) expect(told.length).toBeLessThanOrEqual(1)
    await world().goTo('2026-11-27T10:35:00Z')
    for (const name of ['sales-nanwan', 'sales-qingxi'])
      for (const told of await inChannel(name, '小结', '2026年第48周')) expect(told).toHaveLength(1)
    expect(await person('lin').told('管理周报', '2026年第48周')).toHaveLength(1)
  })
})
