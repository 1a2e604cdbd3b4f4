import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { fileRecord } from './support/file-record.ts'
import type { Platform } from './support/person.ts'
import { useWorld } from './world.ts'

/** A supervisor with Slack on the desk and WeCom on the telephone. */
describe('whoever decides on both platforms', () => {
  const world = useWorld('sqlite', { team: 'mixed', onBoth: ['lin'], without: ['清溪二组'] })
  const lin = (on: Platform) => world().person('lin', on)
  const phone = async () => (await world().wecom.as('lin').messages()).map(({ words }) => words)
  const askForLeave = async (handle: string) => {
    await fileRecord(world().person(handle), '请假', {
      类型: '年假',
      开始日期: '2026-11-26',
      结束日期: '2026-11-26',
    })
  }

  it('decides on the telephone what was asked on the desk, and both show it', async () => {
    await lin('slack').home()
    await askForLeave('xu')
    const asked = await lin('slack').awaitsButton('批准', 'LV-2026-0001')
    const list = await lin('wecom').home('许嘉木')
    const opened = await list.opens(
      list.buttons.find((each) => each.includes('许嘉木')) ?? '',
      'LV-2026-0001',
    )
    const before = (await phone()).length
    await opened.press('批准')
    await world().person('xu').awaits('LV-2026-0001', '已批准')
    await expect.poll(async () => (await asked.again()).words, patience).toContain('已批准')
    expect((await asked.again()).buttons).not.toContain('批准')
    await world().calm()
    // The card that was opened and pressed says it; nothing comes besides.
    expect((await phone()).slice(before)).toEqual([])
    expect((await opened.again()).words).toContain('已批准')
  })

  it('decides on the desk what was asked on the telephone, and both show it', async () => {
    await askForLeave('fang')
    const asked = await lin('wecom').awaitsButton('批准', 'LV-2026-0002')
    const home = await lin('slack').home('方晴')
    const opened = await home.opens(
      home.buttons.find((each) => each.includes('方晴')) ?? '打开',
      'LV-2026-0002',
    )
    const before = (await phone()).length
    await opened.press('批准')
    await expect.poll(async () => (await asked.again()).words, patience).toContain('已批准')
    expect((await asked.again()).buttons).not.toContain('批准')
    expect((await phone()).length).toBe(before)
  })

  it('hears that a leave which was approved is cancelled after all', async () => {
    const xu = world().person('xu')
    await (await xu.awaitsButton('取消', 'LV-2026-0001')).press('取消', { isSure: true })
    const card = await lin('slack').awaits('LV-2026-0001', '已取消')
    await card.rings('许嘉木：取消', 'LV-2026-0001')
  })
})
