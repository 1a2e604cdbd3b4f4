import type { Actor } from '../../access/actor.ts'
import type { FieldError } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import type { FormPurpose } from '../../forms/form.ts'
import { formFields } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { checkSoFar } from '../records/read-answers.ts'

/** What of a form that is still being filled in cannot be, in the order of its record type's check. */
export async function checkForm(
  office: Office,
  actor: Actor,
  purpose: FormPurpose,
  answers: Answers,
): Promise<FieldError[]> {
  const type = getRecordType(purpose.type)
  const fields = formFields(type, purpose)
  if (purpose.kind !== 'file') {
    const { record } = await getRecord(office.store.db, actor, purpose.recordId)
    return checkSoFar(office, actor, type, fields, answers, { before: record })
  }
  const { periodKey } = purpose
  return checkSoFar(office, actor, type, fields, answers, periodKey === undefined ? {} : { periodKey })
}
