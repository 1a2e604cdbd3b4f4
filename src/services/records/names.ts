import type { Fields, Values } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'

/** Ids to names, by what the ids are of. */
export interface Names {
  of(kind: string, id: string): string | undefined
}

type Wanted = Map<string, Set<string>>

function collect(fields: Fields, values: Values, wanted: Wanted): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name]
    if (field.input.shape === 'lookup' && typeof value === 'string') {
      const ids = wanted.get(field.input.of) ?? new Set()
      wanted.set(field.input.of, ids.add(value))
    } else if (field.input.shape === 'rows' && Array.isArray(value)) {
      for (const row of value as readonly Values[]) collect(field.input.fields, row, wanted)
    }
  }
}

/** Names of everything that these values refer to, read in one query a kind. */
export async function readNames(
  db: Tx,
  type: RecordType,
  all: readonly Values[],
  people: readonly string[] = [],
): Promise<Names> {
  const wanted: Wanted = new Map(people.length > 0 ? [['person', new Set(people)]] : [])
  for (const values of all) collect(type.fields, values, wanted)
  const found = new Map<string, Map<string, string>>()
  for (const [kind, ids] of wanted) found.set(kind, await readNamesOf(db, kind, [...ids]))
  return { of: (kind, id) => found.get(kind)?.get(id) }
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
