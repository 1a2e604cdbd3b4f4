import { type FieldError, ValidationError } from '../../errors.ts'
import type { FieldBase } from '../../fields/field.ts'
import { holdsIdentity } from '../../fields/identity.ts'
import referral from '../../records/referral/index.ts'
import type { Office } from '../office.ts'
import { lookupOf } from '../records/seal-answers.ts'

/** Who asks for what about whom; phone and name as they were typed. */
export interface SubjectRequest {
  phone: string
  /** Narrows down where several share a telephone. */
  name?: string | undefined
  /** What made the administrator ask, such as the number of the patient's letter; kept in the audit. */
  reason: string
  platform: string
}

/** Keyed hashes of what is sought. */
export interface Sought {
  phone: string
  name: string | undefined
}

const maxReason = 200

/** @throws ValidationError for what is no telephone number, and for a reason that is missing or names the person */
export function readSought(office: Office, { phone, name, reason }: SubjectRequest): Sought {
  const wrong: FieldError[] = []
  const read = (field: 'patientPhone' | 'patientName', typed: string): string => {
    const { kind, parse } = referral.fields[field] as FieldBase<string>
    const parsed = parse(typed, { today: '' })
    if (parsed.ok) return lookupOf(office, field, kind, parsed.value)
    wrong.push(...parsed.problems.map((say) => ({ field, say })))
    return ''
  }
  const sought = {
    phone: read('patientPhone', phone),
    name: name?.trim() ? read('patientName', name) : undefined,
  }
  const why = reason.trim()
  const tells = holdsIdentity(why) || (name?.trim() && why.includes(name.trim()))
  if (why === '' || why.length > maxReason)
    wrong.push({ field: 'reason', say: { key: 'subject.needsReason', params: { max: maxReason } } })
  else if (tells) wrong.push({ field: 'reason', say: { key: 'subject.reasonTells' } })
  if (wrong.length > 0) throw new ValidationError(wrong)
  return sought
}
