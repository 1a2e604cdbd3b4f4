import { describe, expect, it } from 'vitest'
import { fileReport } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { useWorld } from './world.ts'

describe('two processes on one PostgreSQL', () => {
  const world = useWorld('postgresql')
  const as = (handle: string) => world().slack.as(handle)

  it('remind everybody once, and post each warning once', async () => {
    await world().startAnother()
    await world().goTo('2026-11-19T01:05:10Z')
    await world().goTo('2026-11-19T10:05:10Z')
    for (const handle of ['chen', 'xu', 'fang', 'tang', 'gu']) {
      for (const what of ['周计划 2026年第48周', '周报 2026年第47周']) {
        await awaitMessage(as(handle), [what])
        expect(await findMessages(as(handle), [what])).toHaveLength(1)
      }
    }
    await fileReport(as('chen'), '已交')
    await world().goTo('2026-11-23T06:45:10Z')
    await awaitMessage(as('lin'), ['周计划', '还有 3 人'], '#sales-nanwan')
    for (const [handle, channel] of [
      ['lin', '#sales-nanwan'],
      ['zhou', '#sales-qingxi'],
    ] as const) {
      expect(await findMessages(as(handle), ['人没有提交'], channel)).toHaveLength(2)
    }
  })

  it('post one digest and one board on a Friday', async () => {
    for (const channel of ['#sales-nanwan', '#sales-qingxi']) {
      expect((await findMessages(as('shen'), ['小结'], channel)).length).toBeLessThanOrEqual(1)
    }
    await world().goTo('2026-11-27T10:35:00Z')
    for (const channel of ['#sales-nanwan', '#sales-qingxi']) {
      expect(await findMessages(as('shen'), ['小结', '2026年第48周'], channel)).toHaveLength(1)
    }
    expect(await findMessages(as('lin'), ['管理周报', '2026年第48周'])).toHaveLength(1)
  })
})
