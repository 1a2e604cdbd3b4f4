import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('a line of the log while a form asks something, on %s', (provider) => {
  const { opened, saying, lastTold, addCustomer } = useChat(provider)
  const lastLogged = async () => (await lastTold()).card
  beforeAll(async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '清溪县人民医院')
    await addCustomer(rep, '莲江市中医院')
  })
  afterEach(async () => {
    await opened().office.store.db.draft.deleteMany()
    await opened().office.store.db.question.deleteMany()
  })

  it('is logged, and what was asked for is asked still', async () => {
    const { rep } = opened().actors
    await saying(rep, '周计划')
    const asked = await saying(rep, '本周目标：签下北山\n计划拜访：\n1. 北山医院 | 初访 | 周二')
    expect(wordsOf(asked)).toContain('北山医院')
    expect((await saying(rep, '今天拜访清溪县人民医院 老客户 30分钟')).says).toEqual([])
    expect(JSON.stringify(await lastLogged())).toContain('30 分钟')
    const shown = await saying(rep, '莲江市中医院')
    expect(wordsOf(shown)).toContain('1. 莲江市中医院 | 初访 | 2026年11月24日')
  })

  it('is logged in English too, though a name was asked for', async () => {
    const { outsider } = opened().actors
    await saying(outsider, 'plan')
    await saying(outsider, 'Goals of the week: trial\nPlanned visits:\n1. Qingxi | demo | 2026-11-24')
    expect((await saying(outsider, 'called 莲江市中医院 10 min existing')).says).toEqual([])
    expect(JSON.stringify(await lastLogged())).toContain('莲江市中医院')
    expect(wordsOf(await saying(outsider, '清溪县人民医院'))).toContain('1. 清溪县人民医院 | demo')
  })

  it('is logged while a day is asked, and its notes behind a colon with it', async () => {
    const { rep } = opened().actors
    await saying(rep, '请假')
    expect(wordsOf(await saying(rep, '类型：事假'))).toContain('结束日期？')
    expect((await saying(rep, '电话莲江市中医院 10分钟')).says).toEqual([])
    expect((await saying(rep, '今天拜访莲江市中医院 老客户 20分钟 反馈：要样品')).says).toEqual([])
    expect(wordsOf(await saying(rep, '11-26'))).toContain('结束日期：2026年11月26日')
  })

  it('is an answer where words are asked for, unless it says all of a line and nothing else', async () => {
    const { rep } = opened().actors
    await saying(rep, '周报')
    const asked = await saying(rep, '计划完成情况：\n1. 清溪县人民医院 | 谈试用 | 完成')
    expect(wordsOf(asked)).toContain('本周小结？')
    expect((await saying(rep, '今天拜访清溪县人民医院 老客户 30分钟')).says).toEqual([])
    const shown = await saying(rep, '昨天拜访清溪县人民医院谈成试用，老客户，下周签')
    expect(wordsOf(shown)).toContain('本周小结：昨天拜访清溪县人民医院谈成试用')
  })

  it('is an answer where it is no line: names, numbers and days', async () => {
    const { rep } = opened().actors
    await saying(rep, '周计划')
    await saying(rep, '本周目标：签下北山\n计划拜访：\n1. 北山医院 | 初访 | 周二')
    expect(wordsOf(await saying(rep, '去清溪县人民医院'))).toContain('清溪县人民医院 | ')
  })
})
