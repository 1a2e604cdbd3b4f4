import { beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { labelsOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('what came of a plan’s visit, on %s', (provider) => {
  const { opened, saying, pressing, addCustomer } = useChat(provider)
  beforeAll(() => addCustomer(opened().actors.rep, '清溪县人民医院'))

  it.each([
    ['清溪县人民医院 | 谈试用 | 部分完成 | 等样品', '部分完成'],
    ['清溪县人民医院 | 谈试用 | 基本完成一半', '基本完成一半'],
    ['清溪县人民医院 | 谈试用 | 还没完成', '还没完成'],
    ['清溪县人民医院 谈试用 部分完成', '部分完成'],
    ['清溪县人民医院谈试用部分完成', '部分完成'],
  ])('is asked where it is not said exactly: %s', async (row) => {
    const { rep } = opened().actors
    await opened().office.store.db.draft.deleteMany()
    await saying(rep, '周报')
    const asked = await saying(rep, `本周小结：还行\n计划完成情况：\n1. ${row}`)
    expect(labelsOf(asked)).not.toContain('提交')
    expect(labelsOf(asked)).toEqual(expect.arrayContaining(['完成', '未完成', '结转']))
    expect(labelsOf(await pressing(rep, pressOf(asked.says, '结转')))).toContain('提交')
  })

  it('is asked in English too', async () => {
    const { outsider } = opened().actors
    await saying(outsider, 'report')
    const row = '1. 清溪县人民医院 | trial | partly done'
    const asked = await saying(outsider, `Summary of the week: fine\nPlan against done:\n${row}`)
    expect(wordsOf(asked)).toContain('Outcome')
    expect(labelsOf(asked)).toEqual(expect.arrayContaining(['Done', 'Not done', 'Carried over']))
  })
})
