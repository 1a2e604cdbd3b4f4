import { afterEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { answerPress } from '../../src/chat/answer-press.ts'
import { answerText } from '../../src/chat/answer-text.ts'
import type { Chat, Reply } from '../../src/chat/chat.ts'
import { type Card, cardToText, type Press } from '../../src/forms/card.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

describe.each(databases)('forms in words, on %s', (provider) => {
  const opened = useTestOffice(provider)
  let lastId = 0
  const chat = (): Chat => ({ office: opened().office, platform: 'wecom' })
  const saying = (actor: Actor, text: string) =>
    answerText(chat(), actor, { text, deliveryId: `said ${++lastId}` })
  const pressing = (actor: Actor, press: Press) => answerPress(chat(), actor, press)
  const wordsOf = ({ says }: Reply) => says.map(cardToText).join('\n')
  const pressOf = (cards: readonly Card[], label: string): Press => {
    const buttons = cards.flatMap((card) => card.buttons ?? [])
    const button = buttons.find((each) => 'press' in each && each.label === label)
    if (!button || !('press' in button)) throw new Error(`no button ${label}`)
    return button.press
  }
  const addCustomer = (actor: Actor, name: string) =>
    fileRecord(opened().office, actor, {
      type: 'customer',
      answers: { name, kind: 'hospital' },
      submissionKey: `customer ${name}`,
      platform: 'web',
    })
  const lastRecord = (type: string) =>
    opened().office.store.db.record.findFirstOrThrow({ where: { type }, orderBy: { number: 'desc' } })
  afterEach(() => opened().clock.set(start))

  it('files a plan: the template comes filled in, is sent back changed, shown, and sent once', async () => {
    const { rep, supervisor } = opened().actors
    await addCustomer(rep, '南湾市第一人民医院')
    const template = await saying(rep, '周计划')
    expect(wordsOf(template)).toContain('本周目标：')
    expect(wordsOf(template)).toContain('新客户拜访（个）：10')
    const shown = await saying(
      rep,
      '周计划 2026年第48周\n本周目标：拿下骨科新品准入\n计划拜访：\n1. 南湾市第一人民医院 | 谈新品试用 | 11-24\n新客户拜访：12',
    )
    expect(wordsOf(shown)).toContain('拿下骨科新品准入')
    expect(wordsOf(shown)).toContain('南湾市第一人民医院')
    const press = pressOf(shown.says, '提交')
    const sent = await Promise.all([pressing(rep, press), pressing(rep, press)])
    expect(sent.map(({ pressed }) => pressed?.title ?? '').join()).toContain('WP-2026-')
    const again = await pressing(rep, press)
    expect(again.pressed?.title).toContain('已经提交过了')
    const plans = await opened().office.store.db.record.findMany({ where: { type: 'weekly-plan' } })
    expect(plans).toHaveLength(1)
    const plan = await lastRecord('weekly-plan')
    expect(plan).toMatchObject({ status: 'submitted', ownerId: rep.personId, periodKey: '2026-W48' })
    // The supervisor gives it back with a reason, in words; the rep mends it likewise.
    const act = (action: string, revision: number): Press => ({
      do: 'act',
      recordId: plan.id,
      revision,
      action,
    })
    expect(wordsOf(await pressing(supervisor, act('return', 1)))).toMatch(/理由|原因/)
    expect(wordsOf(await saying(supervisor, '请写明哪位主任'))).toContain('已退回')
    expect(wordsOf(await pressing(rep, act('edit', 2)))).toContain('拿下骨科新品准入')
    const mended = await saying(rep, '本周目标：找李建国主任谈试用')
    expect(wordsOf(mended)).toContain('南湾市第一人民医院')
    await pressing(rep, pressOf(mended.says, '提交'))
    expect(await lastRecord('weekly-plan')).toMatchObject({ status: 'submitted', revision: 3 })
  })

  it('asks for what is missing, one thing at a time, and takes a number for an option', async () => {
    const { colleague } = opened().actors
    await saying(colleague, '请假')
    const asked = await saying(colleague, '开始日期：11-25\n结束日期：11-26')
    expect(wordsOf(asked)).toContain('1. 年假')
    const shown = await saying(colleague, '2')
    expect(wordsOf(shown)).toContain('事假')
    await pressing(colleague, pressOf(shown.says, '提交'))
    const leave = await opened().office.store.db.leave.findFirstOrThrow({
      where: { record: { ownerId: colleague.personId } },
    })
    expect(leave).toMatchObject({ kind: 'personal', fromDay: '2026-11-25', toDay: '2026-11-26' })
  })

  it('offers names where one could mean several, and takes a number or the name', async () => {
    const { colleague } = opened().actors
    await addCustomer(colleague, '霞湾康民诊所')
    await addCustomer(colleague, '赤岭康民大药房')
    const asked = await saying(
      colleague,
      '转诊\n来源单位：康民\n就诊科室：骨科\n预计到院日期：11-20\n知情同意书编号：C-118',
    )
    expect(wordsOf(asked)).toMatch(/1\. .*康民/)
    expect(wordsOf(asked)).toMatch(/2\. .*康民/)
    const at = wordsOf(asked).includes('1. 霞湾康民诊所') ? '1' : '2'
    const shown = await saying(colleague, at)
    expect(wordsOf(shown)).toContain('霞湾康民诊所')
    await pressing(colleague, pressOf(shown.says, '提交'))
    expect(await lastRecord('referral')).toMatchObject({ status: 'expected', ownerId: colleague.personId })
  })

  it('says what it did not understand, and asks again about what cannot be', async () => {
    const { rep } = opened().actors
    await saying(rep, '客户')
    const asked = await saying(rep, '名称：坡塘仁爱门诊部\n天气很好')
    expect(wordsOf(asked)).toContain('天气很好')
    expect(wordsOf(asked)).toMatch(/类型|类别/)
    expect(wordsOf(await saying(rep, '九十九号'))).toMatch(/类型|类别/)
  })

  it('keeps what was understood for days, and takes a command in between for a command', async () => {
    const { outsider } = opened().actors
    await saying(outsider, 'leave')
    await saying(outsider, 'First day: 2026-11-25')
    expect(wordsOf(await saying(outsider, 'help'))).toContain('plan')
    opened().clock.set('2026-11-21T08:00:00Z')
    const asked = await saying(outsider, 'Last day: 2026-11-27')
    expect(wordsOf(asked)).toMatch(/1\. /)
    const shown = await saying(outsider, '1')
    expect(wordsOf(shown)).toContain('2026-11-25')
    expect(wordsOf(shown)).toContain('2026-11-27')
  })

  it('leaves other words alone while a form waits', async () => {
    const { rep } = opened().actors
    await saying(rep, '周报')
    expect(wordsOf(await saying(rep, '今天食堂吃什么'))).toContain('没有看懂')
    expect((await saying(rep, '今天拜访康民诊所 新客户 30分钟')).says).toEqual([])
  })
})
