import type { Subject } from '../../access/actor.ts'
import type { Values } from '../../fields/field.ts'
import type { CustomerName } from '../../records/activity/line/activity-line-reading.ts'
import type { RecordType } from '../../records/record-type.ts'
import { partsOf } from '../../store/bulk.ts'
import type { Store } from '../../store/open-store.ts'
import { findOutlines, type RecordOutline } from '../../store/records/records.ts'
import { sql } from '../../store/sql.ts'
import { type SearchKeys, searchKeysOf } from '../../text/rank-matches.ts'

type NamedType = RecordType & { nameField: string }

/** Whether people call its records by a name. */
export const isNamed = (type: RecordType): type is NamedType => type.nameField !== undefined

/** A record that people call by a name; also as the log's lines know a customer, so that one object serves both. */
export interface NamedRecord extends Subject, CustomerName {
  number: string
  status: string
  /** Of the name, and of the number and the other names. */
  keys: SearchKeys
}

interface Kept {
  /** The newest event that the list knows of. */
  seq: number
  /** Oldest first. */
  byId: Map<string, NamedRecord>
  /** Newest first; another list whenever anything has changed, with the same records where these have not. */
  list: readonly NamedRecord[]
}

const kept = new WeakMap<Store, Map<string, Promise<Kept>>>()

/**
 * Every record of a type that has names, whatever its state and whoever may read it, newest first. All of them are
 * kept in memory, less than a kilobyte each, because a name is found by what no index knows: folded, abbreviated, inside
 * of a sentence. After the first time only those are read in which something has happened since, by the audit: each
 * change is in it, in the order in which changes were committed.
 */
export async function readNamedRecords(store: Store, type: NamedType): Promise<readonly NamedRecord[]> {
  const types = kept.get(store) ?? new Map<string, Promise<Kept>>()
  kept.set(store, types)
  const before = types.get(type.id)
  // One after another: what has to be read is read once, however many wait for it.
  const next = (before ?? Promise.resolve(undefined))
    .catch(() => undefined)
    .then((known) => (known ? catchUp(store, type, known) : readAll(store, type)))
  types.set(type.id, next)
  return (await next).list
}

async function readAll(store: Store, type: NamedType): Promise<Kept> {
  const seq = await readHead(store)
  const rows = await store.db.record.findMany({
    where: { type: type.id },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  const byId = new Map<string, NamedRecord>()
  const ids = rows.map(({ id }) => id)
  await readInto(store, type, byId, ids)
  return { seq, byId, list: [...byId.values()].reverse() }
}

async function catchUp(store: Store, type: NamedType, known: Kept): Promise<Kept> {
  const seq = await readHead(store)
  if (seq < known.seq) return readAll(store, type)
  const changed = seq === known.seq ? [] : await readChanged(store, type, known.seq)
  await readInto(store, type, known.byId, changed)
  const list = changed.length === 0 ? known.list : [...known.byId.values()].reverse()
  // Nothing of the product deletes a record; somebody at the database may.
  const [counted] = await store.db.$queryRaw<{ count: bigint | number }[]>(
    sql`SELECT COUNT(*) AS "count" FROM "Record" WHERE "type" = ${type.id}`,
  )
  if (Number(counted?.count) !== list.length && (await readHead(store)) === seq) return readAll(store, type)
  return { ...known, seq, list }
}

const readHead = async ({ db }: Store): Promise<number> =>
  (await db.eventHead.findUnique({ where: { id: 1 } }))?.seq ?? 0

async function readChanged({ db }: Store, type: NamedType, since: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(sql`
    SELECT "Record"."id" FROM "Event" JOIN "Record" ON "Record"."id" = "Event"."recordId"
     WHERE "Event"."seq" > ${since} AND "Record"."type" = ${type.id}
     GROUP BY "Record"."id" ORDER BY MIN("Event"."seq")`)
  return rows.map(({ id }) => id)
}

/** In portions: as they are read they take more memory than what is kept of them. */
async function readInto(
  { db }: Store,
  type: NamedType,
  byId: Map<string, NamedRecord>,
  ids: readonly string[],
): Promise<void> {
  for (const part of partsOf(ids)) {
    const found = new Map((await findOutlines(db, type, part)).map((record) => [record.id, record]))
    for (const id of part) {
      const record = found.get(id)
      if (record) byId.set(record.id, toNamed(type, record))
    }
  }
}

function toNamed({ nameField }: NamedType, record: RecordOutline): NamedRecord {
  const { id, number, status, ownerId, teamId, values } = record
  const name = String(values[nameField])
  const aliases = typeof values.aliases === 'string' ? values.aliases.split('\n').map((a) => a.trim()) : []
  return {
    id,
    number,
    name,
    aliases,
    keys: searchKeysOf({ name, aliases: [number, ...aliases] }),
    status: shared(status),
    ownerId: shared(ownerId),
    teamId: shared(teamId),
    kind: shared(String(values.kind ?? '')),
    contacts: ((values.contacts ?? []) as readonly Values[]).map((contact) => ({
      name: String(contact.name),
      title: typeof contact.title === 'string' ? shared(contact.title) : undefined,
    })),
  }
}

const texts = new Map<string, string>()

/** One string for all that are equal: a database gives each row its own. */
function shared(text: string): string {
  const known = texts.get(text)
  if (known === undefined) texts.set(text, text)
  return known ?? text
}
