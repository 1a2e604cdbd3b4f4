import { describe, expect, it } from 'vitest'
import { ValidationError } from '../../src/errors.ts'
import { databases } from '../support/databases.ts'
import { failure, useRecords } from '../support/records.ts'

describe.each(databases)('the consent of a patient on %s', (provider) => {
  const { opened, file, act } = useRecords(provider)
  const reasonOf = (error: unknown) =>
    error instanceof ValidationError ? error.fieldErrors.map(({ field, say }) => [field, say.key]) : error
  const told = async (consentRef: string | null) => {
    const { rep } = opened().actors
    const { id: partner } = await file(rep, { name: '康民诊所', kind: 'clinic' }, 'customer')
    return { partner, department: '妇科', expectedOn: '2026-11-20', consentRef }
  }
  const without = [null, '', ' ', '无', '暂无', '口头同意', 'None', 'n/a', '--', '000', '？']
  const refusalOf = (written: string | null) => [
    ['consentRef', written === null || written.trim() === '' ? 'fields.required' : 'records.noConsent'],
  ]

  it('must be there, whatever is written in its place', async () => {
    const { rep } = opened().actors
    const notice = await told('')
    for (const consentRef of without)
      expect(reasonOf(await failure(file(rep, { ...notice, consentRef }, 'referral')))).toEqual(
        refusalOf(consentRef),
      )
    await expect(file(rep, { ...notice, consentRef: '知情-甲' }, 'referral')).resolves.toBeDefined()
  })

  it('cannot be taken out of a referral afterwards', async () => {
    const { rep } = opened().actors
    const notice = await told('C-1')
    const { id, revision } = await file(rep, notice, 'referral')
    for (const consentRef of without)
      expect(reasonOf(await failure(act(rep, id, revision, 'edit', { ...notice, consentRef })))).toEqual(
        refusalOf(consentRef),
      )
  })
})
