import { addDays } from '../../calendar/days.ts'
import type { LeaveInterval } from '../../calendar/leave.ts'
import type { Language } from '../../i18n/translate.ts'
import { formKey } from '../../forms/form.ts'
import { getRecordType } from '../../records/registry.ts'
import type { DutyRow } from '../../store/duties/duties.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import { readFiredRungs } from '../../store/duties/rungs.ts'
import type { Tx } from '../../store/open-store.ts'
import { findReachableIdentities } from '../../store/people.ts'
import type { RuleBook } from './duty-rules.ts'
import { readSubject } from './duty-subject.ts'

/** A year that no leave is planned beyond. */
const farOff = '9999-12-31'
/** Leave that ended longer ago moves nothing any more. */
const lookBackDays = 14

export interface DutyPerson {
  name: string
  language: Language
  zone: string
  platform: string | undefined
}

export interface WaitingRecord {
  id: string
  type: string
  number: string
  revision: number
  ownerName: string
}

/** All that a page of duties is weighed by, read in a handful of queries. */
export interface Briefing {
  /** Only those who still work here. */
  people: ReadonlyMap<string, DutyPerson>
  leaves: ReadonlyMap<string, LeaveInterval[]>
  fired: ReadonlyMap<string, string[]>
  /** Ids of duties for which a draft has been begun. */
  started: ReadonlySet<string>
  records: ReadonlyMap<string, WaitingRecord>
}

export async function briefPage(tx: Tx, book: RuleBook, duties: readonly DutyRow[]): Promise<Briefing> {
  const personIds = [...new Set(duties.map((d) => d.personId))]
  const earliest = duties.reduce((least, d) => (d.dueAt < least ? d.dueAt : least), new Date(8.64e15))
  const fromDay = addDays(earliest.toISOString().slice(0, 10), -lookBackDays)
  const rows = await tx.person.findMany({
    where: { id: { in: personIds }, isActive: true },
    select: { id: true, name: true, language: true, zone: true },
  })
  const identities = await findReachableIdentities(tx, personIds)
  return {
    people: new Map(
      rows.map(({ id, name, language, zone }): [string, DutyPerson] => [
        id,
        { name, language: language as Language, zone, platform: identities.get(id)?.platform },
      ]),
    ),
    leaves: await readLeaves(tx, personIds, fromDay, farOff),
    fired: await readFiredRungs(
      tx,
      duties.map((d) => d.id),
    ),
    started: await findStarted(tx, book, duties, personIds),
    records: await readWaiting(tx, duties),
  }
}

/** A draft of the very form that would fulfil the duty, begun after the duty was made. */
async function findStarted(
  tx: Tx,
  book: RuleBook,
  duties: readonly DutyRow[],
  personIds: string[],
): Promise<Set<string>> {
  const keyed = duties.flatMap((duty) => {
    const record = book.of(duty)?.duty?.record
    if (record === undefined) return []
    const { id, period } = getRecordType(record)
    return [
      { duty, key: formKey({ kind: 'file', type: id, ...(period ? { periodKey: duty.periodKey } : {}) }) },
    ]
  })
  const formKeys = [...new Set(keyed.map(({ key }) => key))]
  const drafts = await tx.draft.findMany({
    where: { personId: { in: personIds }, formKey: { in: formKeys } },
    select: { personId: true, formKey: true, updatedAt: true },
  })
  if (drafts.length === 0) return new Set()
  const begun = new Map(drafts.map((d) => [`${d.personId} ${d.formKey}`, d.updatedAt]))
  return new Set(
    keyed
      .filter(({ duty, key }) => (begun.get(`${duty.personId} ${key}`) ?? new Date(0)) >= duty.createdAt)
      .map(({ duty }) => duty.id),
  )
}

/** Records that reviews and steps are about. */
export async function readWaiting(
  tx: Tx,
  duties: readonly Pick<DutyRow, 'kind'>[],
): Promise<Map<string, WaitingRecord>> {
  const ids = duties.flatMap(({ kind }) => {
    const subject = readSubject(kind)
    return subject.of === 'filing' ? [] : [subject.recordId]
  })
  if (ids.length === 0) return new Map()
  const rows = await tx.record.findMany({
    where: { id: { in: ids } },
    select: { id: true, type: true, number: true, revision: true, ownerId: true },
  })
  const owners = await tx.person.findMany({
    where: { id: { in: rows.map((r) => r.ownerId) } },
    select: { id: true, name: true },
  })
  const names = new Map(owners.map((o) => [o.id, o.name]))
  return new Map(rows.map(({ ownerId, ...r }) => [r.id, { ...r, ownerName: names.get(ownerId) ?? '' }]))
}
