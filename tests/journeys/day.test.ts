import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { onEachPlatform } from './support/settings.ts'
import { useWorld } from './world.ts'

describe.each(onEachPlatform)('a day in the field ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team })
  const person = (handle: string) => world().person(handle)

  it('is logged line by line, and the meter shows 2, 3 and 4', async () => {
    const chen = person('chen')
    const first = await chen.log('拜访南湾一院骨科 新客户 30分钟')
    for (const part of ['请确认日志', '拜访新客户', '南湾市第一人民医院', '30', '骨科']) {
      expect(first.words).toContain(part)
    }
    await first.press('确认')
    const saved = await chen.awaits('已记录 1 条')
    expect(saved.id).toBe(first.id)
    expect(saved.words).toContain('新客户 1/2 · 老客户 0/3 · 电话 0/4')
    expect(saved.words).toContain('今年外勤 1/240 天')
    for (const part of ['类型：拜访新客户', '客户：南湾市第一人民医院', '时长：30 分钟', '日期：2026年11月'])
      expect(saved.words).toContain(part)

    await (await chen.log('拜訪市婦幼 老客戶 ４０分鐘')).press('确认')
    await chen.awaits('新客户 1/2 · 老客户 1/3 · 电话 0/4')
    await (await chen.log('今天上午拜访康民诊所 新客户，下午电话 同和药房')).press('确认')
    const both = await chen.awaits('已记录 2 条')
    expect(both.words).toContain('新客户 2/2 · 老客户 1/3 · 电话 1/4')
    // Three visits on one day are one field day; another day is another.
    expect(both.words).toContain('今年外勤 1/240 天')
    await (await chen.log('昨天拜访清溪县医院 老客户 1小时')).press('确认')
    const yesterdays = await chen.awaits('今年外勤 2/240 天')
    // Its own day's meter, under that day's name.
    expect(yesterdays.words).toMatch(/2026年11月\d+日周.：新客户 0\/2 · 老客户 1\/3 · 电话 0\/4/)
  })

  it('asks for what a line leaves open, and guesses nothing', async () => {
    const xu = person('xu')
    const kind = await xu.log('拜访康民诊所 30分钟')
    expect(kind.words).toContain('是哪一类？')
    await kind.press('拜访老客户')
    await (await xu.awaitsButton('确认', '请确认日志')).press('确认')
    await xu.awaits('老客户 1/3')

    const which = await xu.log('拜访人民医院 老客户 20分钟')
    expect(which.words).toContain('“人民医院”是哪家客户？')
    await which.press('清溪县人民医院')
    const sure = await xu.awaitsButton('确认', '请确认日志')
    expect(sure.words).toContain('清溪县人民医院')
    await sure.press('确认')
    await xu.awaits('老客户 2/3')

    const ahead = await xu.log('明天拜访康民诊所 新客户')
    expect(ahead.words).toContain('日期还没到')
    await ahead.press('不记了')
    await xu.awaits('已放弃')
  })

  it('asks once whose several calls were, and takes the names that are replied', async () => {
    const tang = person('tang')
    const calls = await tang.log('打了3个电话')
    expect(calls.words).toContain('这 3 条是哪几家客户？')
    await tang.ask('日志 附院、康民诊所、市一院')
    await (await tang.awaitsButton('确认', '南湾医科大学附属医院')).press('确认')
    await tang.awaits('已记录 3 条', '电话 3/4')
  })

  it('makes a customer nobody knew when the line is confirmed, and knows it from then on', async () => {
    const xu = person('xu')
    const line = await xu.log('拜访霞湾口腔诊所 新客户 25分钟')
    await line.press('新建“霞湾口腔诊所”')
    await (await xu.awaitsButton('确认', '确认后建档')).press('确认')
    await xu.awaits('新客户 1/2')
    const again = await xu.log('电话 霞湾口腔诊所 5分钟')
    expect(again.words).not.toContain('确认后建档')
    expect(again.words).toContain('霞湾口腔诊所')
    await again.press('确认')
    await xu.awaits('电话 1/4')
  })

  it('corrects in a form what was misread, once', async () => {
    const fang = person('fang')
    const line = await fang.log('拜访康民诊所 新客户，电话 同和药房')
    const form = await line.asks('修改')
    expect(form.words).toContain('霞湾康民诊所')
    await (await form.fill({ 类型: '拜访老客户', '时长（分钟）': '45' })).send()
    // What was corrected is saved, and only the call is left to confirm.
    const left = async () => (await fang.told('请确认日志', '赤岭同和大药房')).at(-1)?.words
    await expect.poll(left, patience).not.toContain('霞湾康民诊所')
    await (await fang.awaitsButton('确认', '请确认日志', '赤岭同和大药房')).press('确认')
    const saved = await fang.awaits('已记录 2 条')
    expect(saved.words).toContain('新客户 0/2 · 老客户 1/3 · 电话 1/4')
  })

  it('lowers the meter when an activity is withdrawn', async () => {
    const fang = person('fang')
    const isOpening = (button: string) => /^打开 AC-\d+-\d+$/.test(button)
    const saved = (await fang.told('已记录 2 条')).find(({ buttons }) => buttons.some(isOpening))
    const open = saved?.buttons.find(isOpening) ?? ''
    if (!saved) throw new Error('nothing to open')
    const card = await saved.opens(open, open.slice('打开 '.length), '已记录')
    await card.press('撤回', { isSure: true })
    await expect.poll(async () => (await card.again()).words, patience).toContain('已撤回')
    const home = await fang.home('我的进度')
    expect(home.words).toMatch(/新客户 0\/2 · 老客户 (0\/3 · 电话 1\/4|1\/3 · 电话 0\/4)/)
  })

  it('speaks English in London, where it is still yesterday', async () => {
    const lu = person('lu')
    // Past midnight on Thursday in Shanghai.
    await world().goTo('2026-11-18T16:36:00Z')
    const line = await lu.log('visited 康民诊所 new customer 30 min')
    for (const part of ['Is this right?', 'Visit, new customer', 'Nov 18']) expect(line.words).toContain(part)
    await line.press('Confirm')
    const saved = await lu.awaits('1 activity logged')
    expect(saved.words).toContain('new 1/2 · existing 0/3 · calls 0/4')
    expect(saved.words).toContain('Field days this year: 1/240')
    // Either may be the month: nobody knows which, and both were lately.
    const either = await lu.log('visited 康民诊所, existing customer, 10/11, 20 min')
    await either.press('Tue, Nov 10, 2026')
    await (await lu.awaitsButton('Confirm', 'Nov 10')).press('Confirm')
    await lu.awaits('1 activity logged', 'Nov 10')
  })

  it('logs once however often “confirm” is pressed', async () => {
    const tang = person('tang')
    const line = await tang.log('电话 附院 10分钟')
    await Promise.all([line.press('确认'), line.press('确认'), line.press('确认')])
    await tang.awaits('电话 1/4')
    await world().calm()
    const home = await tang.home('我的进度')
    expect(home.words).toContain('电话 1/4')
  })
})
