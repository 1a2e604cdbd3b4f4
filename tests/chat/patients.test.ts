import { describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('who a patient is, written in chat, on %s', (provider) => {
  const { opened, saying, addCustomer } = useChat(provider)

  it('says in the template what must not stand in it, and reads it past that line', async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '南湾市口腔医院')
    const template = wordsOf(await saying(rep, '转诊'))
    expect(template).toContain('（患者到院前填写。这里不要写患者的姓名、电话和病情')
    const filled = template
      .slice(0, template.indexOf('——'))
      .replace(/来源单位：.*/, '来源单位：南湾市口腔医院')
      .replace(/就诊科室：.*/, '就诊科室：骨科')
      .replace(/预计到院日期：.*/, '预计到院日期：11-20')
      .replace(/知情同意书编号：.*/, '知情同意书编号：C-7')
    const shown = wordsOf(await saying(rep, filled))
    expect(shown).toContain('南湾市口腔医院')
    expect(shown).not.toContain('患者的姓名')
    expect(shown).not.toContain('没有看懂')
  })

  it('neither says again nor keeps who a patient is, wherever it stands in what was written', async () => {
    const { rep } = opened().actors
    await addCustomer(rep, '南湾仁爱门诊部')
    await saying(rep, '转诊')
    const filled =
      '来源单位：南湾仁爱门诊部\n就诊科室：骨科\n预计到院日期：11-20\n知情同意书编号：C-9\n接待事项：要轮椅'
    const shown = wordsOf(await saying(rep, `${filled}\n患者：王小花\n姓名：王小花\n电话：87654321`))
    expect(shown).toContain('接待事项：要轮椅')
    expect(shown.match(/患者的姓名.*没有保留/g)).toHaveLength(1)
    expect(shown).not.toContain('没有看懂')
    const { db } = opened().office.store
    const kept = [...(await db.draft.findMany()), ...(await db.question.findMany())]
    expect(shown + JSON.stringify(kept)).not.toMatch(/王小花|87654321/)
    // Alone, within a line, in English, for a line of the log: likewise.
    for (const text of ['患者：王小花', '接待事项：轮椅 患者姓名：王小花', 'Patient: 王小花']) {
      const said = wordsOf(await saying(rep, text))
      expect(said).toMatch(/患者的姓名.*没有保留/)
      expect(said).not.toContain('王小花')
    }
    expect((await saying(rep, '今天拜访南湾仁爱门诊部 新客户，患者：王小花')).says).toHaveLength(1)
    expect(JSON.stringify(await db.outbox.findMany())).not.toContain('王小花')
    expect(JSON.stringify(await db.draft.findMany())).not.toContain('王小花')
  })
})
