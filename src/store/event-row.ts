/** One link of the audit's chain: how it is sealed, and how the chain is read back. */
import { createHash } from 'node:crypto'
import type { Json, NewEvent } from './events.ts'
import type { Store } from './store.ts'

export interface EventRow extends Required<NewEvent> {
  seq: number
  prevHash: string
  hash: string
}

/** What a row still shows that somebody made unreadable. */
export type BrokenRow = Pick<EventRow, 'seq' | 'prevHash' | 'hash'>

export const isReadable = (row: EventRow | BrokenRow): row is EventRow => 'kind' in row

/** What a row is sealed with: the SHA-256 of its canonical text. */
export const hashEvent = (event: Omit<EventRow, 'hash'>): string =>
  createHash('sha256').update(toCanonicalEvent(event)).digest('hex')

/** Every column but the hash, as JSON without blanks, keys in order, the instant in UTC with milliseconds. */
function toCanonicalEvent(event: Omit<EventRow, 'hash'>): string {
  const { seq, at, actorId, platform, kind, recordId, subject, diff, prevHash } = event
  const columns = { seq, actorId, platform, kind, recordId, subject, diff, prevHash }
  return toCanonicalJson({ ...columns, at: at.toISOString() })
}

/** The same with the hash among the keys: a line of the export. */
export const toEventLine = (event: EventRow): string => {
  const canonical = toCanonicalEvent(event)
  return toCanonicalJson({ ...(JSON.parse(canonical) as Record<string, Json>), hash: event.hash })
}

/** JSON with sorted keys: PostgreSQL does not keep the order in which they were written. */
function toCanonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${toCanonicalJson(member)}`)
  return `{${members.join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

const pageSize = 1_000

/** The rows of these numbers, both ends included, in their order, page by page. */
export async function* readEvents(
  { db }: Pick<Store, 'db'>,
  { from, till }: { from: number; till: number },
): AsyncGenerator<(EventRow | BrokenRow)[]> {
  for (let next = from; ; ) {
    const page = {
      where: { seq: { gte: next, lte: till } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    } as const
    const rows = await db.event.findMany(page).catch(() => undefined)
    // One diff that is no JSON any more keeps the driver from the whole page.
    const read = rows ? (rows as EventRow[]) : await readOneByOne(db, page)
    const last = read.at(-1)
    if (!last) return
    yield read
    next = last.seq + 1
  }
}

async function readOneByOne(
  db: Store['db'],
  page: { where: object; orderBy: { readonly seq: 'asc' }; take: number },
): Promise<(EventRow | BrokenRow)[]> {
  // Where the database itself is the trouble, this fails and says so.
  const links = await db.event.findMany({ ...page, select: { seq: true, prevHash: true, hash: true } })
  const rows: (EventRow | BrokenRow)[] = []
  for (const link of links) {
    const row = await db.event.findUnique({ where: { seq: link.seq } }).catch(() => null)
    rows.push((row as EventRow | null) ?? link)
  }
  return rows
}
