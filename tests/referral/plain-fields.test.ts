import { beforeEach, describe, expect, it } from 'vitest'
import type { ValidationError } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { logLine } from '../../src/services/activity/log-line.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

const platform = 'slack'
const number = '13800138000'
const noNumber = { say: { key: 'fields.holdsIdentity' } }

describe.each(databases)('what anybody may read on %s', (provider) => {
  const opened = useTestOffice(provider)
  let notice: Answers
  let filings = 0
  const file = (type: string, answers: Answers) =>
    fileRecord(opened().office, opened().actors.rep, {
      type,
      answers,
      submissionKey: `filing-${filings++}`,
      platform,
    })

  beforeEach(async () => {
    const customer = await file('customer', {
      name: `康民诊所${filings}`,
      kind: 'clinic',
      class: 'potential',
    })
    notice = { partner: customer.id, department: '妇科', expectedOn: '2026-11-20', consentRef: 'C-1' }
  })

  it('takes no number of a patient into a referral, and keeps none in the draft', async () => {
    const { office, actors } = opened()
    const purpose: FormPurpose = { kind: 'file', type: 'referral' }
    const answers = { ...notice, note: `患者王五 电话${number} 子宫肌瘤`, consentRef: `C-${number}` }
    const refused = submitForm(office, actors.rep, { purpose, answers, submissionKey: 'one', platform })
    await expect(refused).rejects.toMatchObject({
      fieldErrors: [
        { field: 'consentRef', ...noNumber },
        { field: 'note', ...noNumber },
      ],
    })
    const drafts = JSON.stringify(await office.store.db.draft.findMany())
    expect(drafts).toContain('妇科')
    expect(drafts).not.toMatch(/王五|13800138000/)
  })

  it('takes none into the reasons of its steps', async () => {
    const { office, actors } = opened()
    const { id, revision } = await file('referral', notice)
    const answers = { reason: `请联系 +86 138-0013-8000` }
    const cancel = { recordId: id, revision, action: 'cancel', answers, platform }
    await expect(changeRecord(office, actors.rep, cancel)).rejects.toMatchObject({
      fieldErrors: [{ field: 'reason', ...noNumber }],
    })
  })

  it('takes none into an activity, and does not mind one in a customer’s file', async () => {
    const day = '2026-11-18'
    const visit = {
      kind: 'call',
      customer: String(notice.partner),
      day,
      contact: `李四${number}`,
      note: number,
    }
    await expect(file('activity', visit)).rejects.toMatchObject({
      fieldErrors: [
        { field: 'contact', ...noNumber },
        { field: 'note', ...noNumber },
      ],
    })
    const customer = { name: '同和药房', kind: 'pharmacy', class: 'potential', phone: number }
    expect((await file('customer', customer)).values.phone).toBe(number)
  })

  it('keeps nothing of a typed line with a number in it', async () => {
    const { office, actors } = opened()
    const text = `拜访康民诊所\n患者李四${number} 电话`
    const failure = await logLine(office, actors.rep, { text, deliveryId: 'one', platform }).catch((e) => e)
    expect((failure as ValidationError).fieldErrors).toEqual([
      { field: 'text', say: { key: 'lines.holdsIdentity' } },
    ])
    expect(await office.store.db.draft.count({ where: { formKey: { startsWith: 'line:' } } })).toBe(0)
  })

  it('says which of several lines made no activity of its own', async () => {
    const { office, actors } = opened()
    const text = '拜访康民诊所0 老客户 30分钟\n反馈要两盒样品\n电话康民诊所0 10分钟\n患者李四 电话'
    await logLine(office, actors.rep, { text, deliveryId: 'two', platform })
    const { card } = await office.store.db.outbox.findFirstOrThrow({ where: { slotKey: 'line:two' } })
    const { sections } = card as { sections: { text: string }[] }
    expect(sections.filter((s) => s.text.includes('没有单独成条'))).toHaveLength(1)
    const said = sections.find((s) => s.text.includes('没有单独成条'))?.text ?? ''
    expect(said.split('\n').slice(1)).toEqual(['反馈要两盒样品', '患者李四 电话'])
  })
})
