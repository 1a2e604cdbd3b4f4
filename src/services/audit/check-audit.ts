import { type EventLink, verifyPart } from '../../store/events.ts'
import { settleAlerts } from '../alerts/settle-alerts.ts'
import type { Office } from '../office.ts'

/** In a week of nights the whole chain has been read again. */
const nights = 7
/** So few rows are read in a second or two: a small chain is read whole every night. */
const rowsAtLeast = 50_000

export interface AuditCheck {
  /** How many rows were looked at. */
  rows: number
  faults: number
}

/**
 * Looks at a part of the chain: what was added since the last time, and the next part of a walk over all of it. Where
 * it is broken the administrators are told, once; each look begins where the last sound one ended, so that a break is
 * found again until it is mended. Bounded, however long the chain is.
 */
export async function checkAudit(office: Office): Promise<AuditCheck> {
  const { store } = office
  const marks = new Map((await store.db.auditMark.findMany()).map((mark) => [mark.name, mark]))
  const head = (await store.db.eventHead.findUnique({ where: { id: 1 } }))?.seq ?? 0
  const limit = Math.max(rowsAtLeast, Math.ceil(head / nights))
  const round = marks.get('round')
  const walked = await verifyPart(store, { after: round, limit })
  // A chain that is met for the first time is walked from its beginning; what is added from then on is looked at too.
  const newest = marks.get('newest') ?? walked.last
  const added = await verifyPart(store, { after: newest, limit })
  await keepMark(office, 'round', walked.isAtEnd && walked.faults.length === 0 ? undefined : walked.last)
  await keepMark(office, 'newest', added.last)
  const faults = new Set([...walked.faults, ...added.faults].map((fault) => JSON.stringify(fault))).size
  await settleAlerts(
    office,
    'audit',
    faults > 0 ? [{ kind: 'audit-broken', about: 'audit', count: faults }] : [],
  )
  const rows = walked.last.seq - (round?.seq ?? 0) + added.last.seq - newest.seq
  return { rows, faults }
}

/** The walk begins anew once it has come to the end. */
async function keepMark({ store, clock }: Office, name: string, link: EventLink | undefined): Promise<void> {
  if (!link || link.seq === 0) {
    await store.db.auditMark.deleteMany({ where: { name } })
    return
  }
  const data = { seq: link.seq, hash: link.hash, at: clock.now() }
  await store.db.auditMark.upsert({ where: { name }, create: { name, ...data }, update: data })
}
