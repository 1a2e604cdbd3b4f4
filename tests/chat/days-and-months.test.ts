import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { labelsOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('a day and a month in figures, on %s', (provider) => {
  const { opened, saying, pressing, addCustomer, lastTold } = useChat(provider)
  beforeAll(() => addCustomer(opened().actors.rep, '清溪县人民医院'))
  afterEach(async () => {
    await opened().office.store.db.draft.deleteMany()
    await opened().office.store.db.question.deleteMany()
  })

  it.each(['27/11', '27/11/2026', '27.11', '11/27', '27 Nov'])('is understood from %s', async (day) => {
    const { outsider } = opened().actors
    await saying(outsider, 'plan')
    const text = `Goals of the week: trial\nPlanned visits:\n1. 清溪县人民医院 | demo | ${day}`
    expect(wordsOf(await saying(outsider, text))).toContain('1. 清溪县人民医院 | demo | 2026-11-27')
  })

  it('is asked where the day may be the month, as English readers write either first', async () => {
    const { outsider, rep } = opened().actors
    await saying(outsider, 'leave')
    const asked = await saying(outsider, 'Kind: annual leave\nFirst day: 5/12')
    expect(labelsOf(asked)).not.toContain('Submit')
    expect(wordsOf(asked)).toContain('5/12')
    await saying(rep, '请假')
    expect(wordsOf(await saying(rep, '类型：事假\n开始日期：12/5\n结束日期：12/6'))).toContain(
      '2026年12月5日',
    )
  })

  it('is in an English line of the log the day of late, asked where both are; in a Chinese one the month is first', async () => {
    const { outsider, rep } = opened().actors
    const logged = async () => (await lastTold()).card
    await saying(outsider, 'visited 清溪县人民医院, existing customer, 5/11, 20 min')
    expect(wordsOf({ says: [await logged()] })).toContain('Thu, Nov 5, 2026')
    await saying(outsider, 'visited 清溪县人民医院, existing customer, 10/11, 20 min')
    const asked = await logged()
    expect(wordsOf({ says: [asked] })).toContain('Which day?')
    expect(labelsOf({ says: [asked] })).toEqual(
      expect.arrayContaining(['Tue, Nov 10, 2026', 'Sun, Oct 11, 2026']),
    )
    await saying(rep, '10/11 拜访清溪县人民医院 老客户 20分钟')
    expect(wordsOf({ says: [await logged()] })).toContain('2026年10月11日')
  })

  it('that is none is asked before it is shown as if it could be sent', async () => {
    const { outsider } = opened().actors
    await saying(outsider, 'plan')
    const asked = await saying(
      outsider,
      'Goals of the week: trial\nPlanned visits:\n1. Northgate Hospital | demo | 27/13',
    )
    const next = await pressing(outsider, pressOf(asked.says, 'Add “Northgate Hospital”'))
    expect(labelsOf(next)).not.toContain('Submit')
    expect(wordsOf(next)).toContain('Planned visits')
    expect(labelsOf(await saying(outsider, '27/11'))).toContain('Submit')
  })
})
