import { addDays } from '../../../calendar/days.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import { formKey } from '../../../forms/form.ts'
import type { Language } from '../../../i18n/translate.ts'
import { getRecordType } from '../../../records/registry.ts'
import type { RipeDuty } from '../../../store/duties/duties.ts'
import { endOfDays, sweepLeaves } from '../../../store/duties/leaves.ts'
import { readDrafts, readReachable } from '../../../store/duties/reachable.ts'
import { readFiredRungs } from '../../../store/duties/rungs.ts'
import type { Store, Tx } from '../../../store/open-store.ts'
import type { RuleBook } from '../duty-rules.ts'
import { readSubject } from '../duty-subject.ts'

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
  /** Of an absence: the duty that was not done. */
  dutyKind?: string
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

export async function briefPage(
  store: Store,
  tx: Tx,
  book: RuleBook,
  duties: readonly RipeDuty[],
): Promise<Briefing> {
  const personIds = [...new Set(duties.map((d) => d.personId))]
  const earliest = new Date(Math.min(...duties.map((d) => d.dueAt.getTime())))
  const fromDay = addDays(earliest.toISOString().slice(0, 10), -lookBackDays)
  const people = await readReachable(store, tx, personIds)
  return {
    people: new Map(
      people.map(({ id, language, platform, ...person }): [string, DutyPerson] => [
        id,
        { ...person, language: language as Language, platform: platform ?? undefined },
      ]),
    ),
    leaves: await sweepLeaves(store, tx, personIds, fromDay, endOfDays),
    fired: await readFiredRungs(
      store,
      tx,
      duties.map((d) => d.id),
    ),
    started: await findStarted(store, tx, book, duties, personIds),
    records: await readWaiting(tx, duties),
  }
}

/** A draft of the very form that would fulfil the duty, begun after the duty was made. */
async function findStarted(
  store: Store,
  tx: Tx,
  book: RuleBook,
  duties: readonly RipeDuty[],
  personIds: string[],
): Promise<Set<string>> {
  const keyed = duties.flatMap((duty) => {
    const record = book.of(duty)?.duty?.record
    if (record === undefined) return []
    const { id, period } = getRecordType(record)
    const key = formKey({ kind: 'file', type: id, periodKey: duty.periodKey })
    // What counts on a day is begun without a word about the day as well.
    return period
      ? [{ duty, key }]
      : [
          { duty, key },
          { duty, key: formKey({ kind: 'file', type: id }) },
        ]
  })
  const formKeys = [...new Set(keyed.map(({ key }) => key))]
  const drafts = await readDrafts(store, tx, personIds, formKeys)
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
  duties: readonly Pick<RipeDuty, 'kind'>[],
): Promise<Map<string, WaitingRecord>> {
  const ids = duties.flatMap(({ kind }) => {
    const subject = readSubject(kind)
    return subject.of === 'filing' ? [] : [subject.recordId]
  })
  if (ids.length === 0) return new Map()
  const rows = await tx.record.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      type: true,
      number: true,
      revision: true,
      ownerId: true,
      absence: { select: { dutyKind: true } },
    },
  })
  const owners = await tx.person.findMany({
    where: { id: { in: rows.map((r) => r.ownerId) } },
    select: { id: true, name: true },
  })
  const names = new Map(owners.map((o) => [o.id, o.name]))
  return new Map(
    rows.map(({ ownerId, absence, ...row }) => [
      row.id,
      { ...row, ...absence, ownerName: names.get(ownerId) ?? '' },
    ]),
  )
}
