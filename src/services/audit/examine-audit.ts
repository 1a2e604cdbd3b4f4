import { type EventAudit, type EventFault, verifyEvents } from '../../store/events.ts'
import type { Office } from '../office.ts'

/** What a row says of itself, without what was answered in it. */
export interface EventOutline {
  seq: number
  at: Date
  platform: string
  kind: string
  actorId: string | null
  recordId: string | null
  hash: string
}

export interface ExaminedFault {
  fault: EventFault
  before: EventOutline | undefined
  /** The row itself; undefined where it is missing or cannot be read. */
  at: EventOutline | undefined
  after: EventOutline | undefined
}

export interface AuditReport extends Omit<EventAudit, 'faults'> {
  faults: ExaminedFault[]
}

/** Reads the whole chain; of each break it says what stands at it, before and behind it. */
export async function examineAudit(office: Office, notedHash?: string): Promise<AuditReport> {
  const { faults, ...audit } = await verifyEvents(office.store, notedHash)
  const examined: ExaminedFault[] = []
  for (const fault of faults) {
    const lastSeq = 'lastSeq' in fault ? fault.lastSeq : fault.seq
    examined.push({
      fault,
      before: await findOutline(office, fault.seq - 1),
      at: fault.kind === 'missing' ? undefined : await findOutline(office, fault.seq),
      after: await findOutline(office, lastSeq + 1),
    })
  }
  return { ...audit, faults: examined }
}

const findOutline = async ({ store }: Office, seq: number): Promise<EventOutline | undefined> => {
  const select = {
    seq: true,
    at: true,
    platform: true,
    kind: true,
    actorId: true,
    recordId: true,
    hash: true,
  }
  // Somebody may have written what is no instant.
  const row = await store.db.event.findUnique({ where: { seq }, select }).catch(() => null)
  return row ?? undefined
}
