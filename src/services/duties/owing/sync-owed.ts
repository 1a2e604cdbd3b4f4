import {
  type DutyRow,
  type DutyState,
  insertDuties,
  isOpenDuty,
  type NewDuty,
} from '../../../store/duties/duties.ts'
import { newId } from '../../../store/new-id.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { Office } from '../../office.ts'
import { type DutySubject, readSubject } from '../duty-subject.ts'
import { refreshDutyCards } from '../refresh-cards.ts'

/** What a record in its present state asks of somebody. */
export interface Owed {
  kind: string
  personId: string
  dueAt: Date
  /** A key of a period, so that it is listed with the rest. */
  periodKey: string
}

/**
 * Holds the duties that a record gives rise to against what it asks for now: new ones are made, those that come
 * again are opened anew with a ladder of their own, and the rest are over. Running it twice changes nothing.
 */
export async function syncOwed(
  office: Office,
  tx: Tx,
  record: { id: string; teamId: string },
  of: Exclude<DutySubject['of'], 'filing'>,
  wanted: readonly Owed[],
  actorId: string | null,
): Promise<void> {
  const known = (await tx.duty.findMany({ where: { recordId: record.id }, orderBy: { id: 'asc' } })).filter(
    (duty) => readSubject(duty.kind).of === of,
  )
  const now = office.clock.now()
  const isSame = (owed: Owed, duty: DutyRow) => owed.kind === duty.kind && owed.personId === duty.personId
  const fresh = wanted.filter((owed) => !known.some((duty) => isSame(owed, duty)))
  await insertDuties(
    office.store,
    tx,
    fresh.map((owed) => toDuty(record, owed, now)),
    now,
  )
  for (const duty of known) {
    const owed = wanted.find((each) => isSame(each, duty))
    const isOpen = isOpenDuty(duty)
    if (!owed) {
      if (isOpen) await endDuty(office, tx, duty, actorId)
      continue
    }
    if (isOpen && duty.dueAt.getTime() === owed.dueAt.getTime()) continue
    const { dueAt, periodKey } = owed
    const state = now >= dueAt ? 'overdue' : 'pending'
    const reopened = { dueAt, periodKey, state, closedAt: null, extendedTo: null, nextRungAt: now }
    await refreshDutyCards(office, tx, await tx.duty.update({ where: { id: duty.id }, data: reopened }))
  }
}

export const toDuty = (record: { id: string; teamId: string }, owed: Owed, at: Date): NewDuty => ({
  ...owed,
  id: newId(at),
  teamId: record.teamId,
  nextRungAt: owed.dueAt,
  recordId: record.id,
})

/** Whoever acted has done it; for everybody else it is simply over. */
async function endDuty(office: Office, tx: Tx, duty: DutyRow, actorId: string | null): Promise<void> {
  const closedAt = office.clock.now()
  const done: DutyState = closedAt > duty.dueAt ? 'late' : 'filed'
  const state = duty.personId === actorId ? done : 'cancelled'
  const ended = await tx.duty.update({ where: { id: duty.id }, data: { state, closedAt, nextRungAt: null } })
  await refreshDutyCards(office, tx, ended)
}

/** Nobody's answer is waited for any more. */
export const closeAnswers = (office: Office, tx: Tx, recordId: string, actorId: string | null) =>
  syncOwed(office, tx, { id: recordId, teamId: '' }, 'review', [], actorId)
