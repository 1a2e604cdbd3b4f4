import { afterEach, describe, expect, it } from 'vitest'
import { writeKey } from '../../bots/wecom/render/button-key.ts'
import type { Press } from '../../src/forms/card.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'
import { buttonsOf, pressOf, talkTo, wordsOf } from './talk.ts'

const daysLater = '2026-11-20T10:00:00Z'

describe.each(databases)('what was asked days ago, on %s', (provider) => {
  const opened = useTestOffice(provider)
  const { saying, pressing } = talkTo(opened)
  const stands = async (id: string) =>
    (await opened().office.store.db.record.findUniqueOrThrow({ where: { id } })).status
  afterEach(() => opened().clock.set(start))

  let day = 0
  /** Leave that its supervisor began to return days ago, and did not say why. */
  const askForReason = async (): Promise<string> => {
    const { rep, supervisor } = opened().actors
    const leaveDay = `2026-12-0${++day}`
    const { recordId } = await submitForm(opened().office, rep, {
      purpose: { kind: 'file', type: 'leave' },
      answers: { kind: 'annual', fromDay: leaveDay, toDay: leaveDay },
      submissionKey: `leave of ${leaveDay} ${provider}`,
      platform: 'wecom',
    })
    await pressing(supervisor, { do: 'act', recordId, revision: 1, action: 'return' })
    opened().clock.set(daysLater)
    return recordId
  }

  it('is asked again with what was just said, for a reason would take effect at once', async () => {
    const { supervisor } = opened().actors
    const recordId = await askForReason()
    const { says } = await saying(supervisor, '那天要盘点')
    expect(wordsOf({ says })).toContain('您刚才说“那天要盘点”。这是下面的回答吗？')
    expect(await stands(recordId)).toBe('submitted')
    await pressing(supervisor, pressOf(says, '就用这句'))
    expect(await stands(recordId)).toBe('returned')
  })

  it.each([
    ['the longest that a button takes', '那天要盘点，'.repeat(50)],
    ['one too long for any button', '那天要盘点，'.repeat(80)],
    ['signs that grow in a button', '"'.repeat(480)],
  ])('loses no reason, however long: %s', async (_, reason) => {
    const { supervisor } = opened().actors
    const recordId = await askForReason()
    const { says } = await saying(supervisor, reason)
    expect(wordsOf({ says })).toMatch(/是下面的回答吗？/)
    expect(wordsOf({ says })).toContain(reason)
    // Every one of them can be drawn.
    const buttons = buttonsOf(says).flatMap((button) => ('press' in button ? [button] : []))
    expect(buttons.map(writeKey)).toHaveLength(buttons.length)
    expect(await stands(recordId)).toBe('submitted')
    const use: Press = buttons[0]?.press ?? pressOf(says, '')
    await pressing(supervisor, use)
    expect(await stands(recordId)).toBe('returned')
  })

  it('is no reason to take other words for a form that was left half filled in', async () => {
    const { rep } = opened().actors
    await saying(rep, '转诊')
    await saying(rep, '转诊目标：手术\n科室：骨科')
    opened().clock.set(daysLater)
    expect(wordsOf(await saying(rep, '今天食堂吃什么'))).toContain('没有看懂')
    expect(wordsOf(await saying(rep, '周记划'))).toContain('您是不是想用：')
    // What is marked as the form's goes on with it all the same.
    expect(wordsOf(await saying(rep, '科室：心内科\n预计到院日期：11-25'))).toBe('来源单位？')
  })
})
