import { describe, expect, it } from 'vitest'
import type { WecomMember } from '../../sandbox/client.ts'
import { fileRecord } from './support/file-record.ts'
import { answerSafely, giveNotice } from './support/refer.ts'
import { overhear } from './support/wecom/overhear.ts'
import { useWorld } from './world.ts'

/** What WeCom alone has; the journeys of a team that talks there are those of every team. */
describe('WeCom', () => {
  const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
  const as = (user: string): WecomMember => world().wecom.as(user)
  const { following, saying, logsThrice } = overhear(world)

  it('verifies the address', async () => {
    expect(await world().wecom.app.verifyUrl()).toMatchObject({ ok: true })
  })

  it('says how it stands to whoever presses on a phone that was not told of the change', async () => {
    await fileRecord(world().person('chen'), '周计划', { 本周目标: '谈试用' })
    const card = await as('lin').message({ withTarget: '批准' })
    await following('lin', () => card.press('批准'), '已批准')
    const said = await following('lin', () => card.press('批准', { stale: true }), '没有改动')
    expect(said.words).toMatch(
      /陈小满的周计划 WP-2026-0001 现在是“已批准”。\n您在 11月18日周三 16:\d\d 做了“批准”。/,
    )
  })

  it('leaves nobody with buttons for what a colleague has decided meanwhile', async () => {
    const { person, importPeople, wecom } = world()
    await importPeople(
      '姓名,邮箱,工号,团队,角色\n周以宁,zhou.yining@fieldpost.example,S201,清溪二组,主管、主管@南湾一组',
    )
    const decide = async (handle: string, goals: string) => {
      await fileRecord(person(handle), '周计划', { 本周目标: goals })
      const edit = await (await person(handle).awaitsButton('修改', goals)).asks('修改')
      const asked = await as('lin').message({ contains: goals, withTarget: '批准' })
      await (await edit.fill({ 本周目标: `${goals}，改过` })).send()
      await person('zhou').awaitsButton('批准', `${goals}，改过`)
      const changed = await as('lin').message({
        contains: `${goals}，改过`,
        withTarget: '批准',
      })
      expect(changed.msgid).toBe(asked.msgid)
      return changed
    }
    const first = await decide('xu', '谈准入')
    await (await person('zhou').awaitsButton('批准', '谈准入，改过')).press('批准')
    await person('xu').awaits('谈准入，改过', '已批准')
    await expect.poll(async () => (await first.again()).words).toBe('[已撤回]')

    // Older than a day, it cannot be taken back: a press says who has decided, and the card is so from then on.
    const second = await decide('fang', '谈试用')
    await wecom.faults.add({ on: 'api', method: 'message/recall', effect: 'errcode', errcode: 40058 })
    await (await person('zhou').awaitsButton('批准', '谈试用，改过')).press('批准')
    await person('fang').awaits('谈试用，改过', '已批准')
    await world().calm()
    const said = await following('lin', () => second.press('批准'), '没有改动')
    expect(said.words).toMatch(
      /方晴的周计划 WP-\S+ 现在是“已批准”。\n周以宁在 11月18日周三 16:\d\d 做了“批准”。/,
    )
    await world().calm()
    const now = await second.again()
    expect(now.words).toContain('已批准')
    expect(now.card?.pressables.map(({ label }) => label)).not.toContain('批准')
  })

  it('takes back the reception’s card once the arrival was confirmed on its page', async () => {
    const { person, url } = world()
    const number = await giveNotice(person('chen'))
    const own = await person('chen').awaitsButton('填写患者身份', number)
    const asked = await as('luo').message({ contains: number, withTarget: '确认到院' })
    await answerSafely(url, own, '填写患者身份', { patientName: '孟晓棠', patientPhone: '13900001234' })
    await expect.poll(async () => (await asked.again()).words).toContain('已填写 2 项')
    const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }
    await answerSafely(url, await person('luo').awaitsButton('确认到院', number), '确认到院', arrival)
    await as('luo').message({ contains: number, withTarget: '更正到院信息' })
    await expect.poll(async () => (await asked.again()).words).toBe('[已撤回]')
  })

  it('says on the card that asked whether it was meant what came of it, and on the record’s card too', async () => {
    const { person } = world()
    const edit = await (await person('fang').awaitsButton('修改', '谈试用，改过')).asks('修改')
    await (await edit.fill({ 本周目标: '谈试用，又改过' })).send()
    await world().calm()
    const card = await as('fang').message({ contains: '又改过', withTarget: '撤回' })
    const thought = await following('fang', () => card.press('撤回'), { press: '再想想' })
    await thought.press('再想想')
    await expect.poll(async () => (await thought.again()).words).toBe('没有改动：刚才问的没有做。')
    const asked = await following('fang', () => card.press('撤回'), { press: '确定' })
    await asked.press('确定')
    await expect.poll(async () => (await asked.again()).words).toMatch(/^周计划 WP-\S+ 已撤回。\n打开$/)
    await world().calm()
    expect((await card.again()).words).toContain('已撤回')
    const live = (await as('fang').messages()).filter(({ words }) => words.includes('又改过'))
    expect(live.flatMap((each) => each.card?.pressables.map(({ label }) => label) ?? [])).not.toContain(
      '撤回',
    )
  })

  it('says what was decided in one line, and gives the whole for a press', async () => {
    const { person } = world()
    await fileRecord(person('chen'), '周报', { 本周小结: '回访老客户，'.repeat(40) })
    const card = await as('lin').message({ contains: '周报', withTarget: '退回' })
    const why = await following('lin', () => card.press('退回'), '退回原因？')
    expect(why.msgtype).toBe('text')
    const before = (await as('lin').messages()).length
    await as('lin').say('请写短一点')
    const short = await as('lin').message({ contains: '已退回。' })
    expect(short.words).toMatch(/^陈小满的周报 WR-2026-0001 已退回。\n接下来由陈小满修改。\n打开$/)
    await world().calm()
    // What was said and the line; the card has changed where it stands, and offers the rest of itself.
    expect((await as('lin').messages()).length).toBe(before + 2)
    await expect
      .poll(async () => (await card.again()).card?.pressables.map(({ label }) => label))
      .toEqual(['看全文'])
    await following('lin', () => short.press('打开'), '回访老客户，'.repeat(40))
  })

  it('answers the same again to who asks the same again', async () => {
    await saying('fang', '帮助', '发下面的词')
    await saying('fang', '帮助', '发下面的词')
  })

  it('refuses somebody’s number in chat, and keeps nothing of it', async () => {
    await saying('chen', '转诊患者张三 13812345678', '电话')
    const calls = await world().wecom.traffic.calls('message/send')
    expect(JSON.stringify(calls)).not.toContain('13812345678')
  })

  it('says with the answer itself what it does not read', async () => {
    await as('chen').say('帮助')
    const afterSeq = await world().wecom.seq()
    await world().wecom.app.sendEvent('chen', 'image', { MsgType: 'image', MsgId: '7300000000000000001' })
    const told = await as('chen').message({ contains: '只看得懂文字', afterSeq })
    expect(told.via).toBe('reply')
  })

  it('makes one entry of a callback that comes three times', async () => {
    const saved = await logsThrice('xu', '今天拜访康民诊所 老客户 20分钟')
    expect(saved).toHaveLength(1)
  })

  let faulty = 0
  it.each([
    ['whose answer is lost', { effect: 'drop-after' }],
    ['that is refused as busy', { effect: 'errcode', errcode: -1 }],
    ['with a token that was revoked', { effect: 'errcode', errcode: 42001 }],
    ['whose connection breaks', { effect: 'drop' }],
  ] as const)('makes one message of a send %s', async (_, fault) => {
    const line = `今天拜访康民诊所 老客户 ${10 + faulty++}分钟`
    await world().wecom.faults.add({ on: 'api', method: 'message/send', ...fault })
    await saying('xu', line, { press: '确认' })
    await world().calm()
    const asked = (await as('xu').messages()).filter(({ words }) => words.includes(line))
    expect(asked.filter(({ from }) => from === 'app')).toHaveLength(1)
  })
})
