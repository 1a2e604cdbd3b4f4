import { describe, expect, it } from 'vitest'
import type { Press } from '../../src/forms/card.ts'
import { databases } from '../support/databases.ts'
import { formKeyOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('what a form in words asks back, on %s', (provider) => {
  const { opened, saying, pressing, lastRecord, addCustomer } = useChat(provider)

  it('asks for what is missing, one thing at a time, and takes a number for an option', async () => {
    const { colleague } = opened().actors
    await saying(colleague, '请假')
    const asked = await saying(colleague, '开始日期：11-25\n结束日期：11-26')
    expect(wordsOf(asked)).toContain('类型？')
    expect(pressOf(asked.says, '事假')).toMatchObject({ do: 'answer', field: 'kind' })
    const shown = await saying(colleague, '2')
    expect(wordsOf(shown)).toContain('事假')
    await pressing(colleague, pressOf(shown.says, '提交'))
    const leave = await opened().office.store.db.leave.findFirstOrThrow({
      where: { record: { ownerId: colleague.personId } },
    })
    expect(leave).toMatchObject({ kind: 'personal', fromDay: '2026-11-25', toDay: '2026-11-26' })
  })

  it('takes an option that is said alone for the form that was just offered', async () => {
    const { finance, otherSupervisor } = opened().actors
    const template = wordsOf(await saying(finance, '请假'))
    expect(template).toContain('类型（年假/事假/病假/婚假/产假或陪产假/丧假/其他）：')
    // What is still missing, and nothing that is there.
    expect(template).toContain('\n（必填：类型、结束日期）\n—— 改好后整条发回来')
    const asked = await saying(finance, '事假')
    // Leave begins today where nothing else is said.
    expect(wordsOf(asked)).toBe('结束日期？')
    expect(wordsOf(await saying(finance, '11-26'))).toContain('请假\n类型：事假\n开始日期')
    // 上午 answers two fields, so it answers none; without a form an option is but a word.
    expect(wordsOf(await saying(finance, '上午'))).toContain('没有看懂')
    expect(wordsOf(await saying(otherSupervisor, '事假'))).toContain('您是不是想用：请假')
  })

  it('says at once that an end before its start cannot be, and asks for the end again', async () => {
    const { director } = opened().actors
    await saying(director, '请假')
    const asked = await saying(director, '开始日期：11-26\n结束日期：11-25')
    expect(wordsOf(asked)).toContain('结束日期：结束时间不能早于开始时间。')
    expect(wordsOf(asked)).toContain('结束日期？')
    expect(wordsOf(await saying(director, '11-24'))).toContain('不能早于开始时间')
    expect(wordsOf(await saying(director, '11-27'))).toContain('类型？')
    const shown = await saying(director, '2')
    expect(wordsOf(shown)).toContain('结束日期：2026年11月27日')
    expect(shown.says.at(-1)?.buttons?.map(({ label }) => label)).toContain('提交')
  })

  it('offers names where one could mean several, and takes a press or a number', async () => {
    const { colleague } = opened().actors
    await addCustomer(colleague, '霞湾康民诊所')
    await addCustomer(colleague, '赤岭康民大药房')
    const asked = await saying(
      colleague,
      '转诊\n来源单位：康民\n就诊科室：骨科\n预计到院日期：11-20\n知情同意书编号：C-118',
    )
    const names = asked.says.flatMap(({ buttons = [] }) => buttons.map(({ label }) => label))
    expect(names.slice(0, 2).toSorted()).toEqual(['赤岭康民大药房', '霞湾康民诊所'].toSorted())
    expect(names.slice(2)).toEqual(['新建“康民”'])
    const other = await saying(colleague, `${names.indexOf('赤岭康民大药房') + 1}`)
    expect(wordsOf(other)).toContain('赤岭康民大药房')
    // What was offered is no longer asked: an old button changes nothing.
    const stale = await pressing(colleague, pressOf(asked.says, '霞湾康民诊所'))
    expect(stale).toMatchObject({ pressed: { title: expect.stringContaining('不用答了') }, says: [] })
    const again = await saying(colleague, '来源单位：康民')
    const shown = await pressing(colleague, pressOf(again.says, '霞湾康民诊所'))
    expect(shown.pressed?.title).toContain('霞湾康民诊所')
    expect(wordsOf(shown)).toContain('霞湾康民诊所')
    await pressing(colleague, pressOf(shown.says, '提交'))
    expect(await lastRecord('referral')).toMatchObject({ status: 'expected', ownerId: colleague.personId })
  })

  it('offers who may be meant by a colleague’s misspelt name, and says what to do where nobody is near', async () => {
    const { rep } = opened().actors
    await saying(rep, '请假')
    const asked = await saying(rep, '类型：事假\n开始日期：11-25\n结束日期：11-26\n代理人：许家木')
    expect(wordsOf(asked)).toContain('“许家木”是哪一个？')
    const old: Press = { do: 'send-draft', formKey: formKeyOf(asked.says) }
    for (const text of [wordsOf(await pressing(rep, old)), wordsOf(asked)]) {
      expect(text).toContain('也可以回复名称查找')
      expect(text).not.toContain('列表')
    }
    const nobody = await saying(rep, '欧阳某某')
    expect(wordsOf(nobody)).toContain('请回复完整的名称再找一次；不填就回复“无”')
    await saying(rep, '许家木')
    const shown = await pressing(rep, pressOf(asked.says, '许嘉木'))
    expect(wordsOf(shown)).toContain('代理人：许嘉木')
  })

  it('loses no day that cannot be, though it asks about something else first', async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '南湾市中医院')
    await saying(rep, '周计划')
    const first = await saying(
      rep,
      '本周目标：谈试用\n计划拜访：\n1. 没有这一家 | 骨科新品宣讲 | 11/31\n2. 南湾市中医院 | 回访 | 11-24',
    )
    expect(wordsOf(first)).toContain('没有这一家')
    const asked = await saying(rep, '南湾市中医院')
    expect(wordsOf(asked)).toContain('“11/31”')
    expect(wordsOf(asked)).toContain('计划拜访第 1 行：日期？')
    expect(() => pressOf(asked.says, '提交')).toThrow('no button')
    const mended = await saying(rep, '11-25')
    expect(wordsOf(mended)).toContain('2026年11月25日')
  })

  it('asks about a number that cannot be read before it offers to send it', async () => {
    const { rep } = opened().actors
    await saying(rep, '周计划')
    const asked = await saying(rep, '本周目标：谈试用\n老客户拜访：看情况\n电话：看情况')
    expect(wordsOf(asked)).toContain('老客户拜访')
    const again = await saying(rep, '6')
    expect(wordsOf(again)).toMatch(/电话（个）？/)
    // Begun anew it does not say that it can be sent as it stands.
    const begun = await saying(rep, '周计划')
    expect(wordsOf(begun)).not.toContain('直接提交')
    expect(wordsOf(begun)).toMatch(/电话（个）？/)
    expect(() => pressOf(begun.says, '提交')).toThrow('no button')
    expect(wordsOf(await saying(rep, '10'))).toContain('电话（个）：10')
  })

  it('says what it did not understand, and asks again about what cannot be', async () => {
    const { rep } = opened().actors
    await saying(rep, '客户')
    const asked = await saying(rep, '名称：坡塘仁爱门诊部\n天气很好')
    expect(wordsOf(asked)).toContain('天气很好')
    expect(wordsOf(asked)).toContain('类别？')
    expect(wordsOf(await saying(rep, '九十九号'))).toMatch(/^请从选项中选择。\n类别？/)
  })
})
