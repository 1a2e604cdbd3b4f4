import { describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { openBrowser } from './support/browser.ts'
import { send } from './support/file-records.ts'
import { patience } from './support/patience.ts'
import { answerSafely, askForLink, giveNotice, numberOn } from './support/refer.ts'
import { useWorld } from './world.ts'

const patient = { patientName: '孟晓棠', patientPhone: '139 0000 1234' }
const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }
/** Whatever says who the patient is or what ails them, as typed and as kept. */
const secrets = ['孟晓棠', '139 0000 1234', '13900001234', '混合痔', '罗仲文']

describe.each(databases)('a referral on %s', (provider) => {
  const world = useWorld(provider)
  const as = (handle: string) => world().slack.as(handle)
  const cardOf = (handle: string, number: string, contains = number) =>
    as(handle)
      .message({ contains: number })
      .then((card) => {
        expect(card.words).toContain(contains)
        return card
      })
  const reaches = async (handle: string, number: string, state: string) => {
    const words = async () =>
      (await as(handle).messages()).map((m) => m.words).filter((w) => w.includes(number))
    await expect.poll(words, patience).toContainEqual(expect.stringContaining(state))
  }
  let number = ''

  it('begins with a notice that tells supervisor, clerk and reception the code only', async () => {
    const chen = as('chen')
    await chen.command('/refer')
    const form = await chen.modal()
    expect(form.words).not.toContain('患者姓名\n')
    await form.fill({ 来源单位: { search: '康民' }, 就诊科室: '肛肠科', 预计到院日期: '2026-11-19' })
    const without = await (await chen.modal()).submit()
    expect(without.outcome).toBe('incomplete')
    await (await chen.modal()).close()

    number = await giveNotice(chen)
    expect(number).toBe('RF-2026-0001')
    for (const handle of ['lin', 'han', 'luo']) {
      const card = await cardOf(handle, number, '待到院')
      expect(card.words).toContain('霞湾康民诊所')
    }
    expect((await as('deng').messages()).some((m) => m.words.includes(number))).toBe(false)
  })

  it('takes the identity on a page behind a login, by a link that is good once', async () => {
    const { url } = world()
    const card = await cardOf('chen', number)
    const link = await askForLink(as('chen'), card, '填写患者身份')
    const looking = openBrowser(url)
    // Chat clients look at every link that is posted: looking alone must not use it up.
    expect((await looking.get(new URL(link).pathname)).status).toBe(200)
    const form = await openBrowser(url).open(link)
    expect(form.path).toMatch(/\/records\/.+\/do\/identify$/)
    const refused = await form.send({ patientName: '孟晓棠', patientPhone: 'none' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('请填写电话号码')
    const saved = await refused.send(patient)
    expect(saved.status).toBe(200)
    expect(saved.body).toContain('已填写（保密）')
    expect((await looking.open(link)).status).toBe(410)
    await reaches('lin', number, '已填写（保密）')
  })

  it('is confirmed on arrival by reception, and by nobody else', async () => {
    const { url } = world()
    expect((await cardOf('lin', number)).words).not.toContain('确认到院')
    const saved = await answerSafely(url, as('luo'), await cardOf('luo', number), '确认到院', arrival)
    expect(saved.status).toBe(200)
    for (const handle of ['chen', 'lin', 'han']) await reaches(handle, number, '已到院')
  })

  it('is costed by the clerk and confirmed by finance', async () => {
    await (await cardOf('han', number)).press('录入费用')
    const costs = await as('han').modal()
    await costs.fill({ 出院日期: '2026-11-18', '总费用（元）': '3280.5' })
    await send(as('han'))
    const asked = await as('deng').message({ contains: '待财务确认' })
    expect(asked.words).toContain(number)
    expect(asked.words).toMatch(/3,?280\.50/)
    await asked.press('退回费用')
    const why = await as('deng').modal()
    await why.fill({ 退回原因: '缺出院小结' })
    await send(as('deng'))
    await reaches('han', number, '缺出院小结')
    await (await cardOf('han', number)).press('录入费用')
    const again = await as('han').modal()
    expect(JSON.stringify(again.values)).toContain('3280.5')
    await send(as('han'))
    await reaches('deng', number, '待财务确认')
    await (await as('deng').message({ contains: number })).press('确认费用')
    for (const handle of ['chen', 'lin', 'han', 'deng']) await reaches(handle, number, '可结算')
  })

  it('wants a second person for the cost, whatever roles one holds', async () => {
    const { url, importPeople } = world()
    await importPeople(
      '姓名,邮箱,工号,团队,角色\n邓文博,deng.wenbo@fieldpost.example,S005,南湾大区,内勤、财务',
    )
    const second = await giveNotice(as('chen'))
    const own = await cardOf('chen', second)
    await answerSafely(url, as('chen'), own, '填写患者身份', {
      patientName: '白霁月',
      patientPhone: '13900005678',
    })
    await reaches('luo', second, '已填写（保密）')
    await answerSafely(url, as('luo'), await cardOf('luo', second), '确认到院', arrival)
    await reaches('deng', second, '已到院')
    await (await as('deng').message({ contains: second })).press('录入费用')
    await (await as('deng').modal()).fill({ 出院日期: '2026-11-18', '总费用（元）': '900' })
    await send(as('deng'))
    await reaches('deng', second, '待财务确认')
    const card = await as('deng').message({ contains: second })
    expect(card.words).not.toContain('确认费用')
  })

  it('can be disputed, and the supervisor settles it', async () => {
    await reaches('chen', number, '可结算')
    await (await as('chen').message({ contains: number })).press('提出争议')
    const what = await as('chen').modal()
    await what.fill({ 争议内容: '费用应含复查' })
    await send(as('chen'))
    await reaches('lin', number, '费用应含复查')
    await (await as('lin').message({ contains: number })).press('处理争议')
    const answer = await as('lin').modal()
    await answer.fill({ 处理意见: '请重新核算' })
    await send(as('lin'))
    await reaches('han', number, '请重新核算')
    await reaches('chen', number, '已到院，待核算费用')
  })

  it('tells both supervisors of a double notice, and not who it is', async () => {
    const { url } = world()
    const other = await giveNotice(as('tang'), '同和')
    await answerSafely(url, as('tang'), await cardOf('tang', other), '填写患者身份', {
      patientName: '孟晓棠',
      patientPhone: '+86 139-0000-1234',
    })
    for (const handle of ['lin', 'zhou']) {
      const warning = await as(handle).message({ contains: '可能重复的转诊通知' })
      expect(warning.words).toContain(number)
      expect(warning.words).toContain(other)
    }
    for (const handle of ['chen', 'tang', 'luo']) {
      expect((await as(handle).messages()).some((m) => m.words.includes('可能重复'))).toBe(false)
    }
  })

  it('may end in a no-show and be expected again, or be cancelled with a reason', async () => {
    const early = await giveNotice(as('xu'), '仁爱', '2026-11-19')
    await (await cardOf('luo', early)).press('未到院')
    expect((await cardOf('luo', early)).words).toContain('待到院')
    const third = await giveNotice(as('xu'), '仁爱', '2026-11-18')
    await (await cardOf('luo', third)).press('未到院')
    await reaches('xu', third, '未到院')
    await (await as('xu').message({ contains: third })).press('改期再来')
    const again = await as('xu').modal()
    await again.fill({ 预计到院日期: '2026-11-23' })
    await send(as('xu'))
    await reaches('luo', third, '待到院')
    await (await as('xu').message({ contains: third })).press('取消')
    const why = await as('xu').modal()
    await why.fill({ 取消原因: '患者改在当地就诊' })
    await send(as('xu'))
    await reaches('luo', third, '已取消')
    await reaches('lin', third, '患者改在当地就诊')
    expect(numberOn(await as('luo').message({ contains: third }))).toBe(third)
  })

  it('pays nobody outside for a patient: the claim is answered with the law and what is allowed', async () => {
    const chen = as('chen')
    await chen.command('/fieldpost', '费用')
    const form = await chen.modal()
    await form.fill({
      转诊编号: { search: number },
      收款人: '院外人员',
      '金额（元）': '656.10',
      说明: '按 20% 计',
    })
    await send(chen)
    const refused = await chen.message({ contains: '反不正当竞争法' })
    expect(refused.words).toContain('不予受理')
    expect(refused.words).toContain('可以这样做')
    expect(refused.words).not.toContain('放行')
  })

  it('has left no trace in chat of who the patient is or what ails them', async () => {
    const { slack } = world()
    await slack.idle()
    for (const secret of secrets) {
      const found = await slack.traffic.scan(secret)
      // What the people of this story typed into the sandbox itself does not count; nothing of it was chat.
      expect(found, secret).toEqual([])
    }
  })
})
