import { describe, expect, it } from 'vitest'
import { msPerHour } from '../../src/clock.ts'
import { patience } from '../support/patience.ts'
import { useWorld } from './world.ts'

/** Cards that WeCom changes no more, for they are older than three days: what is new about them comes once. */
describe('one event, one message in WeCom', () => {
  const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
  const chat = async (handle: string) => (await world().wecom.as(handle).messages()).map(({ words }) => words)
  const toldBy = async (handle: string, act: () => Promise<unknown>) => {
    await world().calm()
    const before = (await chat(handle)).length
    await act()
    await world().calm()
    return (await chat(handle)).slice(before)
  }

  it('calls nothing refused that was said before the answer was lost', async () => {
    const { slack, wecom, person } = world()
    const lose = async (method: string, act: () => Promise<unknown>) => {
      await wecom.faults.add({ on: 'api', method, effect: 'drop-after' })
      await act()
      await expect.poll(() => wecom.faults.list(), patience).toEqual([])
    }
    const card = await person('chen').log('拜访霞湾康民诊所 老客户 30分钟')
    const before = (await chat('chen')).length
    await lose('message/update_template_card', () => card.press('确认'))
    await expect.poll(async () => (await chat('chen')).length, patience).toBe(before + 1)
    // The card is changed, which is possible once: it is said anew, and that is not heard of either.
    await lose('message/send', () => slack.clock.advance(61_000))
    // By now WeCom does not know it for the same any more, but its id has been used.
    await slack.clock.advance(5 * msPerHour)
    await world().calm()
    const said = await chat('chen')
    expect(said.filter((words) => words.includes('已记录 1 条'))).not.toEqual([])
    expect(said.filter((words) => words.includes('平台没有接受'))).toEqual([])
  })

  it('says an extension once, though three reminders stand in the chat', async () => {
    for (const instant of ['2026-11-19T10:05:10Z', '2026-11-20T08:05:10Z', '2026-11-20T10:05:10Z'])
      await world().goTo(instant)
    await world().goTo('2026-11-23T10:15:10Z')
    const lin = world().person('lin')
    const list = await lin.awaitsButton('处理 陈小满 · 周报', '陈小满')
    const card = await list.opens('处理 陈小满 · 周报', '可以延期、免交')
    const told = await toldBy('chen', async () => {
      await card.press('延期一个工作日', { isSure: true })
      await world().person('chen').awaits('周报', '延期到', '11月24日')
    })
    expect(told).toEqual([expect.stringMatching(/林知夏[\s\S]*延期到[\s\S]*填写周报/)])
  })

  it('sends no list of what has closed to who can do nothing about it', async () => {
    await world().goTo('2026-11-25T02:05:10Z')
    const told = await toldBy('xu', async () => {
      await world().goTo('2026-11-26T01:15:10Z')
      await world().goTo('2026-11-26T01:20:10Z')
      await world().person('xu').awaits('缺勤提议', '周计划')
    })
    expect(told.filter((words) => words.includes('已截止'))).toEqual([])
  })
})
