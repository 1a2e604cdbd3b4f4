import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('rows of a list that are sent back alone, on %s', (provider) => {
  const { opened, saying, pressing, addCustomer, lastRecord } = useChat(provider)
  const filing = async () => {
    const { rep } = opened().actors
    await saying(rep, '周计划')
    const rows =
      '1. 东港医院 | 首访 | 11月24日\n2. 南湾医院 | 谈试用 | 11月25日\n3. 新城医院 | 送样 | 11月26日'
    const shown = await saying(rep, `本周目标：签下新城\n计划拜访：\n${rows}`)
    await pressing(rep, pressOf(shown.says, '提交'))
    const edit = async () => {
      const { id, revision } = await lastRecord('weekly-plan')
      return pressing(rep, { do: 'act', recordId: id, revision, action: 'edit' })
    }
    return { rep, edit }
  }
  const rowsIn = (words: string) => words.split('\n').filter((line) => /^\d\. /.test(line))
  beforeAll(async () => {
    const { rep } = opened().actors
    for (const name of ['东港医院', '南湾医院', '新城医院', '北山医院']) await addCustomer(rep, name)
  })
  afterEach(async () => {
    const { db } = opened().office.store
    await db.draft.deleteMany()
    await db.question.deleteMany()
  })

  it('change the rows of their numbers, and the others stay, which is said', async () => {
    const { rep, edit } = await filing()
    const template = wordsOf(await edit())
    const [header = ''] = template.split('\n')
    const row = '3. 新城医院 | 找设备科周科长初访 | 11月27日'
    for (const text of [`${header}\n${row}`, row, `计划拜访：\n${row}`]) {
      await opened().office.store.db.draft.deleteMany()
      await edit()
      const shown = wordsOf(await saying(rep, text))
      expect(rowsIn(shown)).toEqual([
        '1. 东港医院 | 首访 | 2026年11月24日',
        '2. 南湾医院 | 谈试用 | 2026年11月25日',
        '3. 新城医院 | 找设备科周科长初访 | 2026年11月27日',
      ])
      expect(shown).toContain('“计划拜访”第 1、2 行没有提到，保持不变')
      expect(shown).toContain('“1. 删除”')
    }
    // The template says itself what it is of.
    const { db } = opened().office.store
    await db.draft.deleteMany()
    await db.question.deleteMany()
    expect(rowsIn(wordsOf(await saying(rep, `${header}\n${row}`)))[2]).toBe(
      '3. 新城医院 | 找设备科周科长初访 | 2026年11月27日',
    )
    // One cell of a row by its label; what goes; what comes behind the last.
    expect(rowsIn(wordsOf(await saying(rep, '计划拜访：\n2. 日期：11月28日')))[1]).toBe(
      '2. 南湾医院 | 谈试用 | 2026年11月28日',
    )
    expect(rowsIn(wordsOf(await saying(rep, '计划拜访：\n1. 删除\n4. 北山医院 | 首访 | 11月24日')))).toEqual([
      '1. 南湾医院 | 谈试用 | 2026年11月28日',
      '2. 新城医院 | 找设备科周科长初访 | 2026年11月27日',
      '3. 北山医院 | 首访 | 2026年11月24日',
    ])
    const shown = await saying(rep, '2. 删除')
    expect(rowsIn(wordsOf(shown))).toHaveLength(2)
    await pressing(rep, pressOf(shown.says, shown.says.at(-1)?.buttons?.[0]?.label ?? ''))
    expect(rowsIn(wordsOf(await edit()))).toEqual([
      '1. 南湾医院 | 谈试用 | 2026年11月28日',
      '2. 北山医院 | 首访 | 2026年11月24日',
    ])
    // Without numbers it is the whole list.
    expect(rowsIn(wordsOf(await saying(rep, '计划拜访：\n东港医院 | 首访 | 11月24日')))).toEqual([
      '1. 东港医院 | 首访 | 2026年11月24日',
    ])
  })

  it('are asked about where they say less than a row needs', async () => {
    const { rep, edit } = await filing()
    await edit()
    const asked = wordsOf(await saying(rep, '2. 没听过医院 | 首访 | 11月25日'))
    expect(asked).toContain('计划拜访第 2 行')
  })
})
