import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { labelsOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('what is opened by its name, on %s', (provider) => {
  const { opened, saying, pressing, addCustomer, lastRecord } = useChat(provider)
  beforeAll(async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '南湾市第一人民医院', { aliases: '南湾一院' })
    await addCustomer(rep, '霞湾康民诊所')
  })
  afterEach(async () => {
    await opened().office.store.db.draft.deleteMany()
    await opened().office.store.db.question.deleteMany()
  })

  it('is a record by its number, however it is written, as far as its reader may see it', async () => {
    const { rep, outsider } = opened().actors
    await fileRecord(opened().office, rep, {
      type: 'leave',
      answers: { kind: 'annual', fromDay: '2026-11-26', toDay: '2026-11-26' },
      submissionKey: 'leave',
      platform: 'web',
    })
    const { number } = await lastRecord('leave')
    for (const typed of [number, number.toLowerCase(), number.replace('2026-', ''), `  ${number}。`])
      expect(wordsOf(await saying(rep, typed))).toContain(number)
    // The same of one that is another's as of one that is not there.
    const refused = await saying(outsider, number).catch((error: Error) => error.name)
    expect(refused).toBe('NotFound')
    expect(await saying(rep, 'LV-2026-9999').catch((error: Error) => error.name)).toBe(refused)
  })

  it('is a customer by a whole name or number, with its 修改', async () => {
    const { rep } = opened().actors
    const { number } = await opened().office.store.db.record.findFirstOrThrow({ where: { type: 'customer' } })
    for (const typed of [
      '南湾市第一人民医院',
      '客户 南湾一院',
      '修改客户 南湾一院',
      '修改客户：南灣一院',
      number,
    ])
      expect(labelsOf(await saying(rep, typed)), typed).toContain('修改')
    const card = await saying(rep, 'edit customer 霞湾康民诊所')
    const form = await pressing(rep, pressOf(card.says, '修改'))
    expect(wordsOf(form)).toContain('名称：霞湾康民诊所')
  })

  it('is asked for where 修改客户 names none, or none for sure', async () => {
    const { rep, outsider } = opened().actors
    const asked = await saying(rep, '修改客户')
    expect(wordsOf(asked)).toContain('要打开哪个客户')
    expect(labelsOf(asked).toSorted()).toEqual(['南湾市第一人民医院', '霞湾康民诊所'])
    expect((await saying(rep, '今天拜访南湾一院 老客户 20分钟')).says).toEqual([])
    const near = await saying(rep, '康民')
    expect(labelsOf(near)).toContain('霞湾康民诊所')
    expect(labelsOf(await pressing(rep, pressOf(near.says, '霞湾康民诊所')))).toContain('修改')
    expect(labelsOf(await saying(rep, '南湾一院'))).toContain('修改')
    // Nobody is asked any more: a visit is a visit.
    expect((await saying(rep, '今天拜访南湾一院 老客户 20分钟')).says).toEqual([])
    expect(wordsOf(await saying(outsider, 'edit customer'))).toContain('Which customer?')
    expect(wordsOf(await saying(outsider, 'zzqq'))).toContain('zzqq')
    expect(wordsOf(await saying(outsider, 'never mind'))).not.toContain('“never mind”')
  })

  it('stays an answer where a form asks for a name or words', async () => {
    const { rep } = opened().actors
    await saying(rep, '周计划')
    await saying(rep, '本周目标：签下北山\n计划拜访：\n1. 北山医院 | 初访 | 周二')
    expect(wordsOf(await saying(rep, '南湾一院'))).toContain('1. 南湾市第一人民医院 | 初访')
  })
})
