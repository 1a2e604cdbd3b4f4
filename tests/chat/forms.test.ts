import { describe, expect, it } from 'vitest'
import { type Card, cardToText, type Press } from '../../src/forms/card.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { start } from '../support/office.ts'
import { pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('forms in words, on %s', (provider) => {
  const { opened, saying, pressing, lastRecord, addCustomer } = useChat(provider)

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
    expect(wordsOf(await pressing(supervisor, act('return', 1)))).toContain('退回原因？')
    expect(wordsOf(await saying(supervisor, '请写明哪位主任'))).toContain('已退回')
    expect(wordsOf(await pressing(rep, act('edit', 2)))).toContain('拿下骨科新品准入')
    const mended = await saying(rep, '本周目标：找李建国主任谈试用')
    expect(wordsOf(mended)).toContain('南湾市第一人民医院')
    await pressing(rep, pressOf(mended.says, '提交'))
    expect(await lastRecord('weekly-plan')).toMatchObject({ status: 'submitted', revision: 3 })
  })

  it('keeps what was understood for days, and takes a command in between for a command', async () => {
    const { outsider } = opened().actors
    await saying(outsider, 'leave')
    await saying(outsider, 'First day: 2026-11-25')
    expect(wordsOf(await saying(outsider, 'help'))).toContain('plan')
    opened().clock.set('2026-11-21T08:00:00Z')
    const asked = await saying(outsider, 'Last day: 2026-11-27')
    expect(wordsOf(asked)).toContain('Kind?')
    const shown = await saying(outsider, '1')
    expect(wordsOf(shown)).toContain('2026-11-25')
    expect(wordsOf(shown)).toContain('2026-11-27')
  })

  it('sends as it stands what was filled in already, once however often it is pressed', async () => {
    const { rep } = opened().actors
    const { id: customer } = await addCustomer(rep, '麻岭卫生站')
    await fileRecord(opened().office, rep, {
      type: 'activity',
      answers: { kind: 'call', customer, day: '2026-11-18' },
      submissionKey: 'call',
      platform: 'web',
    })
    const template = await saying(rep, '周报')
    const press = pressOf(template.says, '提交')
    const sent = await Promise.all([pressing(rep, press), pressing(rep, press)])
    expect(sent.map(({ pressed }) => pressed?.title ?? '').join()).toContain('WR-2026-')
    expect((await pressing(rep, press)).pressed?.title).toContain('已经提交过了')
    const where = { type: 'weekly-report' }
    expect(await opened().office.store.db.record.findMany({ where })).toHaveLength(1)
  })

  it('takes labelled words for a change of what was just sent', async () => {
    const { office, actors } = opened()
    const { rep } = actors
    await saying(rep, '周报')
    const shown = await saying(rep, '本周小结：谈成一家')
    const sent = await pressing(rep, pressOf(shown.says, '提交'))
    expect(sent.pressed?.title).toContain('WR-2026-')
    const again = await saying(rep, '本周小结：拜访了两家，谈成两家\n下周重点：续签')
    expect(wordsOf(again)).toMatch(/^修改 周报 WR-2026-[\s\S]*谈成两家/)
    await pressing(rep, pressOf(again.says, '提交'))
    const report = await lastRecord('weekly-report')
    expect(await office.store.db.weeklyReport.findFirst({ where: { recordId: report.id } })).toMatchObject({
      summary: '拜访了两家，谈成两家',
      nextFocus: '续签',
    })
    // Numbers alone may be a line of the log.
    expect(wordsOf(await saying(rep, '电话：20'))).not.toContain('周计划')
  })

  it('takes what is to come for the plan that was asked for, and what was for the log', async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '仁爱门诊部')
    await saying(rep, '周计划')
    const spoken = '下周目标是把仁爱门诊签下来周二去市妇幼谈试用新客户四个老客户五个电话十个'
    const shown = await saying(rep, spoken)
    expect(wordsOf(shown)).toContain('本周目标：把仁爱门诊签下来')
    expect(wordsOf(shown)).toContain('新客户拜访（个）：4')
    expect((await saying(rep, '今天拜访仁爱门诊 新客户 30分钟，计划下周再去')).says).toEqual([])
  })

  it('goes on waiting for a form when another that was asked for cannot be opened', async () => {
    const { supervisor } = opened().actors
    await saying(supervisor, '请假')
    // A supervisor files no report of their own.
    await expect(saying(supervisor, '周报\n本周小结：跑了两家')).rejects.toThrow()
    expect(wordsOf(await saying(supervisor, '开始日期：11-25'))).toContain('？')
  })

  it('takes a template that is copied again for one more of the same, in either language', async () => {
    const { rep } = opened().actors
    const where = { type: 'customer' }
    const before = await opened().office.store.db.record.count({ where })
    await saying(rep, '客户')
    const first = await saying(rep, '【客户】\n名称：南湾东门口腔诊所\n类别：诊所')
    await pressing(rep, pressOf(first.says, '提交'))
    opened().clock.set(new Date(Date.parse(start) + 60_000))
    const more = await saying(rep, '【客户】\n名称：南湾西门口腔诊所\n类别：诊所')
    expect(wordsOf(more)).toContain('南湾西门口腔诊所')
    await pressing(rep, pressOf(more.says, '提交'))
    expect(await opened().office.store.db.record.count({ where })).toBe(before + 2)
    const plan = await saying(rep, '[Weekly plan]\nGoals of the week: two clinics')
    expect(wordsOf(plan)).toContain('two clinics')
  })

  it('leaves other words alone while a form waits', async () => {
    const { rep } = opened().actors
    await saying(rep, '周报')
    expect(wordsOf(await saying(rep, '今天食堂吃什么'))).toContain('没有看懂')
    expect((await saying(rep, '今天拜访康民诊所 新客户 30分钟')).says).toEqual([])
  })

  it('says kindly how late a report came, to the rep and to the supervisor', async () => {
    const { colleague, outsider, supervisor } = opened().actors
    const { office } = opened()
    opened().clock.set('2026-11-19T02:00:00Z')
    await makeDuties(office)
    // The deadline was Friday, 18:00 in Shanghai.
    opened().clock.set('2026-11-21T13:30:00Z')
    await saying(colleague, '周报')
    const shown = await saying(colleague, '本周小结：谈成一家')
    const sent = await pressing(colleague, pressOf(shown.says, '提交'))
    expect(sent.pressed && cardToText(sent.pressed)).toContain('晚了 1 天 3 小时，按迟交记，不算缺交')
    const { id: recordId } = await lastRecord('weekly-report')
    const { says } = await pressing(supervisor, { do: 'show', recordId })
    expect(says[0]?.facts).toContainEqual({ label: '迟交', value: '晚 1 天 3 小时' })
    const told = await office.store.db.outbox.findMany({ where: { slotKey: `record:${recordId}` } })
    expect(told.length).toBeGreaterThan(0)
    for (const { card } of told) expect(cardToText(card as unknown as Card)).toContain('迟交：晚 1 天 3 小时')
    await saying(outsider, 'report')
    const english = await saying(outsider, 'Summary of the week: signed')
    const sentToo = await pressing(outsider, pressOf(english.says, 'Submit'))
    expect(sentToo.pressed && cardToText(sentToo.pressed)).toMatch(
      /1 day.* after the deadline and counts as late/,
    )
  })
})
