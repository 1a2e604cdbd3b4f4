import type { Tx } from '../../store/open-store.ts'
import type { LastNote } from './record-card.ts'

/** What an action asked beyond the record's own fields, as its event keeps it. */
export interface AskedInEvent {
  asked?: Record<string, string>
}

/** What an event's action was asked, put together; empty where it was asked nothing. */
export function noteIn(diff: unknown): string {
  const { asked } = (diff ?? {}) as AskedInEvent
  return Object.values(asked ?? {})
    .filter((v) => typeof v === 'string' && v !== '')
    .join('\n')
}

/** Events of a record that leave it as it was. */
export const readings = ['record.revealed', 'session.opened']

/** What the latest decision said; nothing once the record has been edited since. */
export async function readLastNote(db: Tx, recordId: string): Promise<LastNote | undefined> {
  const last = await readLastStep(db, recordId)
  return last?.text ? last : undefined
}

/**
 * The latest decision, with or without a word; nothing once the record has been edited since. To read it changes
 * nothing.
 */
export async function readLastStep(db: Tx, recordId: string): Promise<LastNote | undefined> {
  const event = await db.event.findFirst({
    where: { recordId, kind: { notIn: readings } },
    orderBy: { seq: 'desc' },
  })
  const text = noteIn(event?.diff)
  if (!event || (text === '' && !event.kind.startsWith('record.act.'))) return undefined
  const by = event.actorId
    ? await db.person.findUnique({ where: { id: event.actorId }, select: { name: true } })
    : null
  return { action: event.kind.split('.').at(-1) ?? '', by: by?.name ?? '', byId: event.actorId, text }
}
