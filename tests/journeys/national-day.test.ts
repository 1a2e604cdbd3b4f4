import { describe, expect, it } from 'vitest'
import type { Said } from './support/channel.ts'
import { fileRecord } from './support/file-record.ts'
import { onEachPlatform } from './support/settings.ts'
import { useWorld } from './world.ts'

/**
 * In 2026 the holiday lasts from Thursday, October 1st to Wednesday, October 7th; Sunday, September 20th and
 * Saturday, October 10th are worked for it.
 */
describe.each(onEachPlatform)('the week of National Day ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team, start: '2026-09-28T02:00:00Z', without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)
  const channels = () => world().channels('sales-nanwan')
  const everything = async (): Promise<Said[]> => {
    const places = [
      ...['chen', 'xu', 'fang', 'lin', 'shen'].map(person),
      ...channels(),
      ...world().channels('sales-all'),
    ]
    return (await Promise.all(places.map((place) => place.told()))).flat()
  }

  it('has its report due on the last workday before it', async () => {
    await world().goTo('2026-09-29T10:05:10Z')
    const chen = person('chen')
    const card = await chen.awaits('周报 2026年第40周', '已为您预填')
    expect(card.words).toContain('9月30日')
    expect(card.words).toContain('18:00')
    await fileRecord(chen, '周报', { 本周小结: '节前收尾' })
    await chen.awaits('周报 2026年第40周', '已提交')
  })

  it('is planned before the holiday begins', async () => {
    const chen = person('chen')
    const card = await chen.awaits('周计划 2026年第41周')
    expect(card.words).toContain('9月30日')
    await fileRecord(chen, '计划', { 本周目标: '节后三天：回访' })
    // A card of WeCom's that has changed before is taken back: there the answer alone says so.
    await chen.awaits('周计划', '已提交')
  })

  it('has its digests on the last workday, not on Friday', async () => {
    await world().goTo('2026-09-30T10:35:00Z')
    for (const channel of channels()) await channel.awaits('南湾一组小结', '2026年第40周')
    await person('lin').awaits('管理周报', '2026年第40周')
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
    await person('chen').awaits('早上好', '今天')
    // Four working hours after Wednesday at six have passed on Thursday afternoon.
    for (const channel of channels()) expect(await channel.told('没有提交，共')).toEqual([])
    await world().goTo('2026-10-08T06:45:10Z')
    for (const channel of channels()) await channel.awaits('周报', '还有 2 人没有提交，共 3 人')
    await world().goTo('2026-10-08T10:05:10Z')
    await person('lin').awaits('许嘉木', '周报 2026年第40周', '还没有提交')
  })

  it('counts the Saturday that is worked for it as a workday', async () => {
    const chen = person('chen')
    await world().goTo('2026-10-10T01:15:10Z')
    const morning = await chen.awaits('早上好', '10月10日')
    expect(morning.words).toContain('新客户 0/2 · 老客户 0/3 · 电话 0/4')
    const home = await chen.home('我的进度')
    expect(home.words).toContain('新客户 0/2')
    await world().goTo('2026-10-11T01:15:10Z')
    expect(await chen.told('早上好', '10月11日')).toEqual([])
  })
})
