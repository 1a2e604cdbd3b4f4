import { describe, expect, it } from 'vitest'
import type { ActorMessage } from '../../sandbox/client.ts'
import { filePlan, fileReport } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { useWorld } from './world.ts'

/**
 * In 2026 the holiday lasts from Thursday, October 1st to Wednesday, October 7th; Sunday, September 20th and
 * Saturday, October 10th are worked for it.
 */
describe('the week of National Day', () => {
  const world = useWorld('sqlite', { start: '2026-09-28T02:00:00Z', without: ['清溪二组'] })
  const as = (handle: string) => world().slack.as(handle)
  const team = ['chen', 'xu', 'fang', 'lin', 'shen']
  const everything = async (): Promise<ActorMessage[]> => {
    const places = await Promise.all([
      ...team.map((handle) => as(handle).messages()),
      as('lin').messages('#sales-nanwan'),
      as('lin').messages('#sales-all'),
    ])
    return places.flat()
  }

  it('has its report due on the last workday before it', async () => {
    await world().goTo('2026-09-29T10:05:10Z')
    const card = await awaitMessage(as('chen'), ['周报 2026年第40周', '已为您预填'])
    expect(card.words).toContain('9/30')
    expect(card.words).toContain('18:00')
    await fileReport(as('chen'), '节前收尾')
    await awaitMessage(as('chen'), ['周报 2026年第40周', '已提交'])
  })

  it('is planned before the holiday begins', async () => {
    const card = await awaitMessage(as('chen'), ['周计划 2026年第41周'])
    expect(card.words).toContain('9/30')
    await filePlan(as('chen'), '节后三天：回访')
    await awaitMessage(as('chen'), ['周计划 2026年第41周', '已提交'])
  })

  it('has its digests on the last workday, not on Friday', async () => {
    await world().goTo('2026-09-30T10:35:00Z')
    await awaitMessage(as('lin'), ['南湾一组小结', '2026年第40周'], '#sales-nanwan')
    await awaitMessage(as('lin'), ['管理周报', '2026年第40周'])
  })

  it('leaves everybody in peace from the first to the seventh', async () => {
    const before = (await everything()).length
    for (const instant of [
      '2026-10-01T02:00:00Z',
      '2026-10-02T10:35:00Z',
      '2026-10-05T06:45:00Z',
      '2026-10-07T12:30:00Z',
    ]) {
      await world().goTo(instant)
      expect(await everything(), instant).toHaveLength(before)
    }
  })

  it('goes on where it stood when work begins again', async () => {
    await world().goTo('2026-10-08T01:15:10Z')
    await awaitMessage(as('chen'), ['早上好', '今天'])
    // Four working hours after Wednesday at six have passed on Thursday afternoon.
    expect(await findMessages(as('lin'), ['没有提交，共'], '#sales-nanwan')).toEqual([])
    await world().goTo('2026-10-08T06:45:10Z')
    await awaitMessage(as('lin'), ['周报', '还有 2 人没有提交，共 3 人'], '#sales-nanwan')
    await world().goTo('2026-10-08T10:05:10Z')
    await awaitMessage(as('lin'), ['许嘉木', '周报 2026年第40周', '还没有提交'])
  })

  it('counts the Saturday that is worked for it as a workday', async () => {
    const { slack, goTo } = world()
    await goTo('2026-10-10T01:15:10Z')
    const morning = await awaitMessage(as('chen'), ['早上好', '10月10日'])
    expect(morning.words).toContain('新客户 0/2 · 老客户 0/3 · 电话 0/4')
    await as('chen').openHome()
    const home = await slack.as('chen').home({ contains: '我的进度' })
    expect(home.words).toContain('新客户 0/2')
    await goTo('2026-10-11T01:15:10Z')
    expect(await findMessages(as('chen'), ['早上好', '10月11日'])).toEqual([])
  })
})
