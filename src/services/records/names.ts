import type { Answers, Fields, Values } from '../../fields/field.ts'
import { findNewName } from '../../records/new-name.ts'
import { findRecordType } from '../../records/registry.ts'
import { walkLookups } from '../../records/walk-lookups.ts'
import type { Tx } from '../../store/open-store.ts'

/** Ids to names, by what the ids are of. */
export interface Names {
  of(kind: string, id: string): string | undefined
}

/** For what holds no id, such as a sealed answer. */
export const noNames: Names = { of: () => undefined }

/** Names of everything that these values or answers refer to, read in one query a kind. */
export async function readNames(
  db: Tx,
  fields: Fields,
  all: readonly (Values | Answers)[],
  people: readonly string[] = [],
): Promise<Names> {
  const wanted = new Map<string, Set<string>>(people.length > 0 ? [['person', new Set(people)]] : [])
  for (const { of, id } of all.flatMap((values) => [...walkLookups(fields, values)])) {
    wanted.set(of, (wanted.get(of) ?? new Set()).add(id))
  }
  const found = new Map<string, Map<string, string>>()
  for (const [kind, ids] of wanted) found.set(kind, await readNamesOf(db, kind, [...ids]))
  return { of: (kind, id) => found.get(kind)?.get(id) ?? findNewName(id) }
}

export async function readNamesOf(
  db: Tx,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const where = { id: { in: [...ids] } }
  if (kind === 'person' || kind === 'team') {
    const rows: { id: string; name: string }[] =
      kind === 'person' ? await db.person.findMany({ where }) : await db.team.findMany({ where })
    return new Map(rows.map((r) => [r.id, r.name]))
  }
  const type = findRecordType(kind)
  if (!type?.nameField) {
    const rows = await db.record.findMany({
      where: { ...where, type: kind },
      select: { id: true, number: true },
    })
    return new Map(rows.map((r) => [r.id, r.number]))
  }
  const rows = await namedTable(db, type.table).findMany({ where: { recordId: { in: [...ids] } } })
  const { nameField } = type
  return new Map(rows.map((r) => [r.recordId, String(r[nameField])]))
}

interface NamedTable {
  findMany(args: {
    where: { recordId: { in: string[] } }
  }): Promise<({ recordId: string } & Record<string, unknown>)[]>
}

const namedTable = (db: Tx, table: string) =>
  (db as unknown as Record<string, NamedTable>)[table] as NamedTable
