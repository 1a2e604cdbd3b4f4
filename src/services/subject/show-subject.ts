import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import { labelOf } from '../../records/build-form.ts'
import referral from '../../records/referral/index.ts'
import { appendEvent, type NewEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { readNames } from '../records/names.ts'
import { openAnswers } from '../records/seal-answers.ts'
import { showingFor } from '../records/show-value.ts'
import { countNamesakesOfPhone, findSubject, keepingOf } from './find-subject.ts'
import { readSought, type SubjectRequest } from './read-sought.ts'

export interface SubjectRecord {
  number: string
  status: string
  createdAt: Date
  /** Every answer that is kept; the value only where it was asked for. */
  kept: readonly { label: string; value: string | undefined }[]
  keptUntil: string
  mustKeepUntil: string | undefined
}

export interface SubjectReport {
  records: SubjectRecord[]
  /** Records with the same telephone under another name. */
  others: number
}

/**
 * What the house holds of a patient who asks (PIPL art. 45). Recorded in the history of every record that is read, and
 * in the audit also where there is none: a guess leaves its trace.
 * @throws NotPermitted for anybody but an administrator, ValidationError
 */
export async function showSubject(
  office: Office,
  actor: Actor,
  input: SubjectRequest & { withValues: boolean },
): Promise<SubjectReport> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('read what is held of a patient')
  const sought = readSought(office, input)
  return office.store.transaction(async (tx) => {
    const found = await findSubject(tx, actor, sought)
    const records: SubjectRecord[] = []
    for (const record of found) records.push(await readKept(office, tx, actor, record, input.withValues))
    const others = await countNamesakesOfPhone(tx, actor, sought, found.length)
    const base = {
      at: office.clock.now(),
      actorId: actor.personId,
      platform: input.platform,
      kind: 'subject.shown',
    }
    const said = { reason: input.reason.trim(), values: input.withValues }
    const events: NewEvent[] = found.map((record) => ({
      ...base,
      recordId: record.id,
      diff: { ...said, fields: [...record.sealed].sort() },
    }))
    const trace = events.length > 0 ? events : [{ ...base, diff: { ...said, fields: [] } }]
    for (let i = 0; i < trace.length; i += atOnce) await appendEvent(tx, ...trace.slice(i, i + atOnce))
    return { records, others }
  })
}

/** As many events as are appended in one go. */
const atOnce = 1_000

async function readKept(
  office: Office,
  tx: Tx,
  actor: Actor,
  record: StoredRecord,
  withValues: boolean,
): Promise<SubjectRecord> {
  const { language } = actor
  const sealed = withValues ? await openAnswers(office, tx, record.id) : {}
  const names = await readNames(tx, referral.fields, [record.values])
  const kept = Object.entries(referral.fields).flatMap(([name, field]) => {
    const value = field.sensitive ? sealed[name] : record.values[name]
    const isKept = field.sensitive ? record.sealed.has(name) : (value ?? null) !== null
    if (!isKept) return []
    const shown =
      withValues && value != null
        ? field.show(value, showingFor(referral, name, { language, names }))
        : undefined
    return [{ label: labelOf(referral, name, language), value: shown }]
  })
  const { number, createdAt } = record
  const status = referral.texts[language].states[record.status] ?? record.status
  return { number, createdAt, status, kept, ...keepingOf(office, record) }
}
