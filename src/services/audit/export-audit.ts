import { addDays } from '../../calendar/days.ts'
import { instantOf } from '../../calendar/zones.ts'
import { isReadable, readEvents, toEventLine } from '../../store/event-row.ts'
import { appendEvent } from '../../store/events.ts'
import { consolePlatform, type Office } from '../office.ts'

/** Days of the policy's zone, both included; absent ends are open. */
export interface ExportSpan {
  from?: string | undefined
  to?: string | undefined
}

export interface AuditExport {
  /** How many rows, and their numbers. */
  count: number
  firstSeq: number
  lastSeq: number
  /** JSON, a row a line, each with its end of line. */
  lines: AsyncIterable<string>
}

/**
 * A part of the chain without a gap: from the first event of the span to the last one. Recorded as an event itself
 * before the first row leaves. Undefined where nothing happened in the span.
 */
export async function exportAudit(
  office: Office,
  { from, to }: ExportSpan,
): Promise<AuditExport | undefined> {
  const { zone } = office.policies.current()
  const at = {
    ...(from ? { gte: instantOf(from, 0, zone) } : {}),
    ...(to ? { lt: instantOf(addDays(to, 1), 0, zone) } : {}),
  }
  const { _min, _max } = await office.store.db.event.aggregate({
    where: { at },
    _min: { seq: true },
    _max: { seq: true },
  })
  const [firstSeq, lastSeq] = [_min.seq, _max.seq]
  if (firstSeq === null || lastSeq === null) return undefined
  const count = await office.store.db.event.count({ where: { seq: { gte: firstSeq, lte: lastSeq } } })
  await office.store.transaction((tx) =>
    appendEvent(tx, {
      at: office.clock.now(),
      actorId: null,
      platform: consolePlatform,
      kind: 'audit.exported',
      diff: { firstSeq, lastSeq, count },
    }),
  )
  return { count, firstSeq, lastSeq, lines: writeLines(office, firstSeq, lastSeq) }
}

async function* writeLines({ store }: Office, from: number, till: number): AsyncGenerator<string> {
  for await (const rows of readEvents(store, { from, till })) {
    // What cannot be read leaves as the link that it is: the auditor finds it broken, as `verify` does.
    yield rows.map((row) => `${isReadable(row) ? toEventLine(row) : JSON.stringify(row)}\n`).join('')
  }
}
