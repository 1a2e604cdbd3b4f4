import { afterEach, describe, expect, it } from 'vitest'
import absence from '../../src/records/absence/index.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { createRecord } from '../../src/services/records/create-record.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'
import { pressOf, talkTo, wordsOf } from './talk.ts'

describe.each(databases)('what came of it, on %s', (provider) => {
  const opened = useTestOffice(provider)
  const { saying, pressing } = talkTo(opened)
  afterEach(() => opened().clock.set(start))

  it('says who decides about a plan', async () => {
    const { outcome } = await submitForm(opened().office, opened().actors.rep, {
      purpose: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
      answers: { goals: '回访老客户', visits: [] },
      submissionKey: `outcome ${provider}`,
      platform: 'wecom',
    })
    expect(wordsOf({ says: [outcome] })).toContain('下一步：由林知夏决定。')
    expect(wordsOf({ says: [outcome] })).not.toContain('批准')
  })

  it('says after an appeal who decides about it, not that it is granted', async () => {
    const { office, actors } = opened()
    const { rep } = actors
    const record = await office.store.transaction((tx) =>
      createRecord(
        office,
        tx,
        absence,
        {
          ownerId: rep.personId,
          teamId: rep.teamId,
          periodKey: '2026-W46',
          values: { dutyKind: 'weekly-report', dutyId: `duty ${provider}`, appealBy: '2026-11-30' },
        },
        { actorId: null, platform: 'clock' },
      ),
    )
    await pressing(rep, { do: 'act', recordId: record.id, revision: 1, action: 'appeal' })
    const said = wordsOf(await saying(rep, '那周在外培训，已经报备'))
    expect(said).toContain('下一步：由沈若岚决定。')
    expect(said).not.toContain('采纳申诉')
  })

  it('names a customer that was saved, and offers to change it', async () => {
    const { rep } = opened().actors
    await saying(rep, '客户')
    const shown = await saying(rep, '名称：仁爱门诊部\n类别：诊所')
    const saved = (await pressing(rep, pressOf(shown.says, '提交'))).pressed
    expect(saved?.title).toMatch(/客户 CU-2026-\d+ 仁爱门诊部/)
    const template = await pressing(rep, pressOf(saved ? [saved] : [], '修改'))
    expect(wordsOf(template)).toContain('名称：仁爱门诊部')
    const mended = await saying(rep, '科室：骨科')
    const again = (await pressing(rep, pressOf(mended.says, '提交'))).pressed
    expect(again?.title).toMatch(/仁爱门诊部 改好了/)
    expect(pressOf(again ? [again] : [], '修改')).toMatchObject({ action: 'edit', revision: 2 })
  })
})
