import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { openBrowser } from './support/browser.ts'
import { fileRecord } from './support/file-record.ts'
import { findTraces } from './support/find-traces.ts'
import type { Answers } from './support/person.ts'
import { answerSafely, giveNotice, numberOn } from './support/refer.ts'
import { whereWritesMeet } from './support/settings.ts'
import { useWorld } from './world.ts'

const patient = { patientName: '孟晓棠', patientPhone: '139 0000 1234' }
const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }
/** Whatever says who the patient is or what ails them, as typed and as kept. */
const secrets = ['孟晓棠', '139 0000 1234', '13900001234', '混合痔', '罗仲文']

describe.each(whereWritesMeet)('a referral ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team })
  const person = (handle: string) => world().person(handle)
  const reaches = async (handle: string, number: string, state: string) => {
    const words = async () => (await person(handle).told(number)).map((each) => each.words)
    await expect.poll(words, patience).toContainEqual(expect.stringContaining(state))
  }
  /** Presses what asks something, and answers it. */
  const answer = async (handle: string, number: string, button: string, answers: Answers) => {
    const form = await (await person(handle).awaitsButton(button, number)).asks(button)
    await (await form.fill(answers)).send()
  }
  let number = ''

  it('begins with a notice that tells supervisor, clerk and reception the code only', async () => {
    const form = await person('chen').begin('转诊')
    expect(form.words).not.toContain('患者姓名\n')
    const half = await form.fill({ 来源单位: '康民', 就诊科室: '肛肠科', 预计到院日期: '2026-11-19' })
    await half.sendIncomplete()
    await half.leave()

    number = await giveNotice(person('chen'))
    expect(number).toBe('RF-2026-0001')
    for (const handle of ['lin', 'han', 'luo']) {
      const card = await person(handle).awaits(number, '待到院')
      expect(card.words).toContain('霞湾康民诊所')
    }
    expect(await person('deng').told(number)).toEqual([])
  })

  it('takes the identity on a page behind a login, by a link that nobody else can use', async () => {
    const { url } = world()
    const card = await person('chen').awaitsButton('填写患者身份', number)
    const link = await card.link('填写患者身份')
    const looking = openBrowser(url)
    const isSlack = person('chen').platform === 'slack'
    // Chat clients look at every link that is posted: looking alone must not use it up.
    if (isSlack) expect((await looking.get(new URL(link).pathname)).status).toBe(200)
    const form = await openBrowser(url).open(link)
    expect(form.path).toMatch(/\/records\/.+\/do\/identify$/)
    const refused = await form.send({ patientName: '孟晓棠', patientPhone: 'none' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('这不像电话号码')
    const saved = await refused.send(patient)
    expect(saved.status).toBe(200)
    expect(saved.body).toContain('已填写（保密）')
    // Slack's link is good once; WeCom's logs in whoever holds the phone, and this is nothing of theirs.
    if (!isSlack) await world().wecom.holdPhone('xu')
    expect((await looking.open(link)).status).toBe(isSlack ? 410 : 404)
    await reaches('luo', number, '已填写 2 项')
  })

  it('is confirmed on arrival by reception, and by nobody else', async () => {
    expect((await person('lin').awaits(number)).buttons).not.toContain('确认到院')
    const asked = await person('luo').awaitsButton('确认到院', number)
    // The press alone confirms nothing, and says so.
    await (await asked.opens('确认到院', '提交后，“确认到院”才算完成')).leave()
    const saved = await answerSafely(world().url, asked, '确认到院', arrival)
    expect(saved.status).toBe(200)
    for (const handle of ['chen', 'han']) await reaches(handle, number, '已到院')
  })

  it('is costed by the clerk and confirmed by finance', async () => {
    await answer('han', number, '录入费用', { 出院日期: '2026-11-18', '总费用（元）': '3280.5' })
    const asked = await person('deng').awaitsButton('退回费用', '待财务确认', number)
    expect(asked.words).toMatch(/3,?280\.50/)
    // What finance decides on leads; what is sealed is one line, and all of it is one message.
    expect(asked.words.indexOf('总费用')).toBeLessThan(asked.words.indexOf('来源单位'))
    expect(asked.words).toContain('已填写 4 项')
    expect(asked.words).not.toMatch(/已填写(?! 4 项)/)
    await answer('deng', number, '退回费用', { 退回原因: '缺出院小结' })
    await reaches('han', number, '缺出院小结')
    const again = await (await person('han').awaitsButton('录入费用', number)).asks('录入费用')
    expect(again.words).toContain('3280.5')
    await (await again.fill({ 出院日期: '2026-11-18' })).send()
    await (await person('deng').awaitsButton('确认费用', '待财务确认', number)).press('确认费用')
    for (const handle of ['chen', 'deng']) await reaches(handle, number, '可结算')
  })

  it('wants a second person for the cost, whatever roles one holds', async () => {
    const { url, importPeople } = world()
    await importPeople(
      '姓名,邮箱,工号,团队,角色\n邓文博,deng.wenbo@fieldpost.example,S005,南湾大区,内勤、财务',
    )
    const second = await giveNotice(person('chen'))
    const own = await person('chen').awaitsButton('填写患者身份', second)
    await answerSafely(url, own, '填写患者身份', { patientName: '白霁月', patientPhone: '13900005678' })
    await reaches('luo', second, '已填写 2 项')
    await answerSafely(url, await person('luo').awaitsButton('确认到院', second), '确认到院', arrival)
    await answer('deng', second, '录入费用', { 出院日期: '2026-11-18', '总费用（元）': '900' })
    await reaches('deng', second, '待财务确认')
    expect((await person('deng').awaits(second, '待财务确认')).buttons).not.toContain('确认费用')
  })

  it('can be disputed, and the supervisor settles it', async () => {
    await answer('chen', number, '提出争议', { 争议内容: '费用应含复查' })
    await reaches('lin', number, '费用应含复查')
    // Finance had confirmed it: who undoes that is told, and no older card goes on offering what is over.
    await person('deng').awaits(number, '陈小满：提出争议', '费用应含复查')
    const offering = async () =>
      (await person('deng').told(number)).filter(({ buttons }) => buttons.includes('提出争议'))
    await expect.poll(offering, patience).toEqual([])
    await answer('lin', number, '处理争议', { 处理意见: '请重新核算' })
    await reaches('han', number, '请重新核算')
    await reaches('chen', number, '请重新核算')
    await answer('han', number, '录入费用', { 出院日期: '2026-11-18', '总费用（元）': '1200' })
    await person('deng').awaitsButton('确认费用', number)
    // It still waits for finance, which hears why it has to wait longer.
    await answer('chen', number, '提出争议', { 争议内容: '复查另计' })
    await person('deng').awaits(number, '陈小满：提出争议', '复查另计')
    await answer('lin', number, '处理争议', { 处理意见: '复查另计，照此录入' })
    await person('han').awaitsButton('录入费用', number)
  })

  it('tells both supervisors of a double notice, and not who it is', async () => {
    const other = await giveNotice(person('tang'), '同和')
    const own = await person('tang').awaitsButton('填写患者身份', other)
    await answerSafely(world().url, own, '填写患者身份', {
      patientName: '孟晓棠',
      patientPhone: '+86 139-0000-1234',
    })
    for (const handle of ['lin', 'zhou']) {
      const warning = await person(handle).awaits('可能重复的转诊通知')
      expect(warning.words).toContain(number)
      expect(warning.words).toContain(other)
    }
    for (const handle of ['chen', 'tang', 'luo']) expect(await person(handle).told('可能重复')).toEqual([])
  })

  it('may end in a no-show and be expected again, or be cancelled with a reason', async () => {
    const early = await giveNotice(person('xu'), '仁爱门诊', '2026-11-19')
    const tooEarly = await person('luo').awaitsButton('未到院', early)
    // Slack's button asks by itself, and says the day; elsewhere nobody is asked about what cannot be.
    const isSlack = person('luo').platform === 'slack'
    await tooEarly.press('未到院', { isSure: isSlack })
    const said = isSlack ? '11月19日周四起才可以' : '要到 2026年11月19日周四 才能这样做'
    await person('luo').awaits(said)
    if (!isSlack) expect(await person('luo').told('确定“未到院”吗')).toEqual([])
    await person('luo').awaits(early, '待到院')
    const third = await giveNotice(person('xu'), '仁爱门诊', '2026-11-18')
    await (await person('luo').awaitsButton('未到院', third)).press('未到院', { isSure: true })
    await reaches('xu', third, '未到院')
    await answer('xu', third, '改期再来', { 预计到院日期: '2026-11-23' })
    await person('luo').awaits(third, '待到院')
    await answer('xu', third, '取消', { 取消原因: '患者改在当地就诊' })
    await reaches('luo', third, '患者改在当地就诊')
    expect(numberOn(await person('luo').awaits(third))).toBe(third)
  })

  it('pays nobody outside for a patient: the claim is answered with the law and what is allowed', async () => {
    const chen = person('chen')
    await fileRecord(chen, '费用', {
      转诊编号: number,
      收款人: '院外人员',
      '金额（元）': '656.10',
      说明: '按 20% 计',
    })
    const refused = await chen.awaits('反不正当竞争法')
    expect(refused.words).toContain('不予受理')
    expect(refused.words).toContain('可以这样做')
    expect(refused.words).not.toContain('放行')
  })

  it('has left no trace in chat of who the patient is or what ails them', async () => {
    await world().calm()
    // What the people of this story typed into pages does not count; nothing of it was chat.
    expect((await findTraces(world(), secrets)).found).toEqual([])
  })
})
