import type { Actor } from '../../access/actor.ts'
import { Conflict, NotPermitted } from '../../errors.ts'
import { holdsIdentity } from '../../fields/identity.ts'
import type { RecordType } from '../../records/record-type.ts'
import { appendEvent } from '../../store/events.ts'
import { type Office, todayOf } from '../office.ts'
import { readNames, readNamesOf } from '../records/names.ts'
import { type ExportCell, exportColumns } from './export-columns.ts'
import { toCsv, toXlsx } from './export-files.ts'
import { findMatching, type Matching, type RecordFilters } from './find-page.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportFile {
  name: string
  contentType: string
  /** CSV comes piece by piece, a workbook as a whole. */
  content: AsyncIterable<string> | Buffer
}

const rowsAtATime = 1000
/** A workbook is built in memory; what is larger goes out as CSV. */
const workbookRows = 20_000

/**
 * The records that this person may take out of the house, with every field but the sealed ones. Recorded as an event
 * before the first row leaves.
 * @throws NotPermitted, and Conflict where a workbook would be too large
 */
export async function exportRecords(
  office: Office,
  actor: Actor,
  input: { type: RecordType; filters: RecordFilters; format: ExportFormat; platform: string },
): Promise<ExportFile> {
  const { type, filters, format } = input
  const visible = type.access.export.rows(actor)
  if (visible.anyOf.length === 0) throw new NotPermitted(`export ${type.id}`)
  const matching = await findMatching(office, type, visible, filters)
  const count = await matching.count()
  if (format === 'xlsx' && count > workbookRows) {
    throw new Conflict('too many rows for a workbook', {
      key: 'web.export.tooLarge',
      params: { count, max: workbookRows },
    })
  }
  await office.store.transaction((tx) =>
    appendEvent(tx, {
      at: office.clock.now(),
      actorId: actor.personId,
      platform: input.platform,
      kind: 'records.exported',
      subject: type.id,
      diff: { format, count, filters: withoutNumbers(filters) },
    }),
  )
  const rows = readRows(office, actor, type, matching)
  const name = `${type.id}-${todayOf(office, actor)}.${format}`
  if (format === 'csv') return { name, contentType: 'text/csv; charset=utf-8', content: toCsv(rows) }
  return {
    name,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: await toXlsx(await gather(rows), type.texts[actor.language].label),
  }
}

/** Somebody may search for a person's number: the audit stays, and must not keep it. */
const withoutNumbers = (filters: RecordFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters).filter(([, given]) => given !== undefined && !holdsIdentity(given)),
  )

/** The heading, then the rows in parts, oldest first. */
async function* readRows(
  office: Office,
  actor: Actor,
  type: RecordType,
  matching: Matching,
): AsyncGenerator<ExportCell[][]> {
  const { db } = office.store
  const columns = exportColumns(type, actor)
  yield [columns.map((column) => column.label)]
  for await (const records of matching.parts(rowsAtATime)) {
    const known = await readNames(
      db,
      type.fields,
      records.map((r) => r.values),
      records.map((r) => r.ownerId),
    )
    const teams = await readNamesOf(db, 'team', [...new Set(records.map((r) => r.teamId))])
    const names = { of: (kind: string, id: string) => (kind === 'team' ? teams.get(id) : known.of(kind, id)) }
    yield records.map((record) => columns.map((column) => column.cell(record, names)))
  }
}

async function gather(parts: AsyncIterable<ExportCell[][]>): Promise<ExportCell[][]> {
  const all: ExportCell[][] = []
  for await (const part of parts) all.push(...part)
  return all
}
