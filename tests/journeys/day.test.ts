import { describe, expect, it } from 'vitest'
import { send } from './support/file-records.ts'
import { logLine } from './support/log-line.ts'
import { patience } from './support/patience.ts'
import { useWorld } from './world.ts'

describe('a day in the field', () => {
  const world = useWorld('sqlite')
  const as = (handle: string) => world().slack.as(handle)

  it('is logged line by line, and the meter shows 2, 3 and 4', async () => {
    const chen = as('chen')
    const first = await logLine(chen, '拜访南湾一院骨科 新客户 30分钟')
    for (const part of ['请确认日志', '拜访新客户', '南湾市第一人民医院', '30', '骨科']) {
      expect(first.words).toContain(part)
    }
    await first.press('确认')
    const saved = await chen.message({ contains: '已记录 1 条' })
    expect(saved.ts).toBe(first.ts)
    expect(saved.words).toContain('新客户 1/2 · 老客户 0/3 · 电话 0/4')
    expect(saved.words).toContain('今年外勤 1/240 天')
    for (const part of [
      '类型: 拜访新客户',
      '客户: 南湾市第一人民医院',
      '时长（分钟）: 30',
      '日期: 2026年11月',
    ])
      expect(saved.words).toContain(part)

    await (await logLine(chen, '拜訪市婦幼 老客戶 ４０分鐘')).press('确认')
    await chen.message({ contains: '新客户 1/2 · 老客户 1/3 · 电话 0/4' })
    await (await logLine(chen, '今天上午拜访康民诊所 新客户，下午电话 同和药房')).press('确认')
    const both = await chen.message({ contains: '已记录 2 条' })
    expect(both.words).toContain('新客户 2/2 · 老客户 1/3 · 电话 1/4')
    // Three visits on one day are one field day; another day is another.
    expect(both.words).toContain('今年外勤 1/240 天')
    await (await logLine(chen, '昨天拜访清溪县医院 老客户 1小时')).press('确认')
    const yesterdays = await chen.message({ contains: '今年外勤 2/240 天' })
    // Its own day's meter, under that day's name.
    expect(yesterdays.words).toMatch(/2026年11月\d+日周.：新客户 0\/2 · 老客户 1\/3 · 电话 0\/4/)
  })

  it('asks for what a line leaves open, and guesses nothing', async () => {
    const xu = as('xu')
    const kind = await logLine(xu, '拜访康民诊所 30分钟')
    expect(kind.words).toContain('是哪一类？')
    await kind.press('拜访老客户')
    await (await xu.message({ contains: '请确认日志' })).press('确认')
    await xu.message({ contains: '老客户 1/3' })

    const which = await logLine(xu, '拜访人民医院 老客户 20分钟')
    expect(which.words).toContain('“人民医院”是哪家客户？')
    await which.press('清溪县人民医院')
    const sure = await xu.message({ contains: '请确认日志' })
    expect(sure.words).toContain('清溪县人民医院')
    await sure.press('确认')
    await xu.message({ contains: '老客户 2/3' })

    const ahead = await logLine(xu, '明天拜访康民诊所 新客户')
    expect(ahead.words).toContain('日期还没到')
    await ahead.press('不记了')
    await xu.message({ contains: '已放弃' })
  })

  it('makes a customer nobody knew when the line is confirmed, and knows it from then on', async () => {
    const xu = as('xu')
    const line = await logLine(xu, '拜访霞湾口腔诊所 新客户 25分钟')
    await line.press('新建“霞湾口腔诊所”')
    const card = await xu.message({ contains: '确认后建档' })
    await card.press('确认')
    await xu.message({ contains: '新客户 1/2' })
    const again = await logLine(xu, '电话 霞湾口腔诊所 5分钟')
    expect(again.words).not.toContain('确认后建档')
    expect(again.words).toContain('霞湾口腔诊所')
    await again.press('确认')
    await xu.message({ contains: '电话 1/4' })
  })

  it('corrects in a form what was misread, once', async () => {
    const fang = as('fang')
    const line = await logLine(fang, '拜访康民诊所 新客户，电话 同和药房')
    await line.press('修改')
    const form = await fang.modal()
    expect(JSON.stringify(form.values)).toContain('霞湾康民诊所')
    await form.fill({ 类型: '拜访老客户', '时长（分钟）': '45' })
    await send(fang)
    // What was corrected is saved, and only the call is left to confirm.
    const rest = await fang.message({ contains: '赤岭同和大药房' })
    await expect.poll(async () => (await rest.again()).words, patience).not.toContain('霞湾康民诊所')
    await (await rest.again()).press('确认')
    const saved = await fang.message({ contains: '已记录 2 条' })
    expect(saved.ts).toBe(line.ts)
    expect(saved.words).toContain('新客户 0/2 · 老客户 1/3 · 电话 1/4')
  })

  it('lowers the meter when an activity is withdrawn', async () => {
    const fang = as('fang')
    const saved = await fang.message({ contains: '已记录 2 条' })
    const number = /打开 (AC-\d+-\d+)/.exec(saved.words)?.[1] ?? ''
    await saved.press(`打开 ${number}`)
    const card = await fang.modal({ contains: number })
    expect(card.words).toContain('已记录')
    await card.press('撤回')
    await fang.modal({ contains: '已撤回' })
    await (await fang.modal({ contains: '已撤回' })).close()
    await fang.openHome()
    const home = await fang.home({ contains: '我的进度' })
    expect(home.words).toMatch(/新客户 0\/2 · 老客户 (0\/3 · 电话 1\/4|1\/3 · 电话 0\/4)/)
  })

  it('speaks English in London, where it is still yesterday', async () => {
    const lu = as('lu')
    // Half past midnight on Thursday in Shanghai.
    await world().goTo('2026-11-18T16:30:00Z')
    const line = await logLine(lu, 'visited 康民诊所 new customer 30 min')
    for (const part of ['Is this right?', 'Visit, new customer', 'Nov 18']) expect(line.words).toContain(part)
    await line.press('Confirm')
    const saved = await lu.message({ contains: '1 activity logged' })
    expect(saved.words).toContain('new 1/2 · existing 0/3 · calls 0/4')
    expect(saved.words).toContain('Field days this year: 1/240')
  })

  it('logs once however often “confirm” is pressed', async () => {
    const tang = as('tang')
    const line = await logLine(tang, '电话 附院 10分钟')
    await Promise.all([line.press('确认'), line.press('确认'), line.press('确认')])
    await world().slack.idle()
    await tang.openHome()
    const home = await tang.home({ contains: '我的进度' })
    expect(home.words).toContain('电话 1/4')
  })
})
