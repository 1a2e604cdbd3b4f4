import type { Actor } from '../../access/actor.ts'
import type { Option } from '../../forms/form.ts'
import { liveStates } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import { listRecords } from '../../store/records/records.ts'
import { rankMatches } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'

export interface SearchOptionsInput {
  /** `person`, `team` or a record type's id. */
  of: string
  query: string
  limit: number
}

/** How many names a search looks through; beyond it a company wants an index of its own. */
const searchedAtMost = 5000

/** What a typed search offers, best first; only what the actor may read. */
export async function searchOptions(
  office: Office,
  actor: Actor,
  input: SearchOptionsInput,
): Promise<Option[]> {
  const candidates = await readCandidates(office.store.db, actor, input.of)
  return rankMatches(input.query, candidates)
    .slice(0, input.limit)
    .map(({ id, name }) => ({ value: id, label: name }))
}

interface Candidate {
  id: string
  name: string
  aliases: readonly string[]
}

async function readCandidates(db: Tx, actor: Actor, of: string): Promise<Candidate[]> {
  if (of === 'person') {
    const people = await db.person.findMany({
      where: { isActive: true },
      orderBy: { name: 'asc' },
      take: searchedAtMost,
    })
    return people.map((p) => ({ id: p.id, name: p.name, aliases: p.employeeNo ? [p.employeeNo] : [] }))
  }
  if (of === 'team') {
    const teams = await db.team.findMany({ orderBy: { name: 'asc' } })
    return teams.map((t) => ({ id: t.id, name: t.name, aliases: [t.key] }))
  }
  const type = findRecordType(of)
  if (!type) return []
  const records = await listRecords(db, type, {
    visible: type.access.read.rows(actor),
    statuses: liveStates(type),
    limit: searchedAtMost,
  })
  return records.map((r) => ({
    id: r.id,
    name: type.nameField ? String(r.values[type.nameField]) : r.number,
    aliases: [r.number, ...(typeof r.values.aliases === 'string' ? r.values.aliases.split('\n') : [])],
  }))
}
