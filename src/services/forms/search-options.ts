import type { Actor } from '../../access/actor.ts'
import type { Option } from '../../forms/form.ts'
import { liveStates } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Store } from '../../store/open-store.ts'
import { listRecords } from '../../store/records/records.ts'
import { rankMatches, type SearchableName } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { isNamed, readNamedRecords } from '../records/named-records.ts'

export interface SearchOptionsInput {
  /** `person`, `team` or a record type's id. */
  of: string
  query: string
  limit: number
}

/** Of records that go by their numbers a search looks through the newest. */
const numbersAtMost = 5000

/** What a typed search offers, best first; only what the actor may read. */
export async function searchOptions(
  office: Office,
  actor: Actor,
  input: SearchOptionsInput,
): Promise<Option[]> {
  const candidates = await readCandidates(office.store, actor, input.of)
  return rankMatches(input.query, candidates)
    .slice(0, input.limit)
    .map(({ id, name }) => ({ value: id, label: name }))
}

interface Candidate extends SearchableName {
  id: string
}

async function readCandidates(store: Store, actor: Actor, of: string): Promise<readonly Candidate[]> {
  const { db } = store
  if (of === 'person') {
    const people = await db.person.findMany({
      where: { isActive: true },
      select: { id: true, name: true, employeeNo: true },
      orderBy: { name: 'asc' },
    })
    return people.map((p) => ({ id: p.id, name: p.name, aliases: p.employeeNo ? [p.employeeNo] : [] }))
  }
  if (of === 'team') {
    const teams = await db.team.findMany({ orderBy: { name: 'asc' } })
    return teams.map((t) => ({ id: t.id, name: t.name, aliases: [t.key] }))
  }
  const type = findRecordType(of)
  if (!type) return []
  const { read } = type.access
  const statuses = liveStates(type)
  if (isNamed(type)) {
    const named = await readNamedRecords(store, type)
    return named.filter((record) => statuses.includes(record.status) && read.allows(actor, record))
  }
  const numbered = await listRecords(db, type, { visible: read.rows(actor), statuses, limit: numbersAtMost })
  return numbered.map(({ id, number }) => ({ id, name: number, aliases: [] }))
}
