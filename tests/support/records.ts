import { beforeEach } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { AppError } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import type { DatabaseName } from './databases.ts'
import { start, useTestOffice } from './office.ts'

const platform = 'slack'
export const goals = '回访南湾一院骨科'

/** An office whose people file and act; every test begins on the same afternoon with no record. */
export function useRecords(provider: DatabaseName) {
  const opened = useTestOffice(provider)
  const db = () => opened().office.store.db
  beforeEach(async () => {
    const { office, clock } = opened()
    clock.set(start)
    await office.store.transaction(async (tx) => {
      await tx.duty.deleteMany()
      await tx.sensitiveValue.deleteMany()
      for (const table of [tx.weeklyPlan, tx.customer, tx.referral, tx.leave, tx.recordMark]) {
        await (table as typeof tx.weeklyPlan).deleteMany()
      }
      await tx.record.deleteMany()
      await tx.outbox.deleteMany()
      await tx.draft.deleteMany()
      await tx.delegate.deleteMany()
    })
  })

  let submissions = 0
  const keyOf = () => `submission ${++submissions}`
  const file = (by: Actor, answers: Answers = { goals }, type = 'weekly-plan', submissionKey = keyOf()) =>
    fileRecord(opened().office, by, { type, answers, submissionKey, platform })
  const act = (by: Actor, recordId: string, revision: number, action: string, answers: Answers = {}) =>
    changeRecord(opened().office, by, { recordId, revision, action, answers, platform })
  const fileReferral = async () => {
    const { rep } = opened().actors
    const partner = await file(rep, { name: '康民诊所', kind: 'clinic' }, 'customer')
    const told = { department: '妇科', expectedOn: '2026-11-20', consentRef: 'C-1' }
    return file(rep, { partner: partner.id, ...told }, 'referral')
  }
  return { opened, db, file, act, fileReferral, keyOf }
}

/** The refusal that some work ends in; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('nothing was refused')
  return error
}
