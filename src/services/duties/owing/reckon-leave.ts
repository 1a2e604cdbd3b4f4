import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import { addDays } from '../../../calendar/days.ts'
import type { LeaveInterval } from '../../../calendar/leave.ts'
import { calendarFor, dueAtOf, hasObligation } from '../../../policy/duty-times.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import { getRecordType } from '../../../records/registry.ts'
import type { DutyRow } from '../../../store/duties/duties.ts'
import { endOfDays, readLeaves } from '../../../store/duties/leaves.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { Office } from '../../office.ts'
import type { RecordChanged } from '../../records/record-hooks.ts'
import { dismissForLeave } from '../deciding/dismiss-proposal.ts'
import { findClosesAt, openRuleBook, type RuleBook } from '../duty-rules.ts'
import { readSubject } from '../duty-subject.ts'
import { refreshDutyCards } from '../refresh-cards.ts'
import { settleDuty } from './close-duty.ts'

/** How far from its deadline a leave can still change what is owed: the longest make-up, holidays included. */
const reachDays = 45
/**
 * Leave that is granted or taken back changes what its person owes: a period wholly on leave is owed no longer,
 * deadlines move off days of leave, and both come back with the leave's end. What is filed or decided stays.
 */
export async function reckonLeave({ office, tx, before, after }: RecordChanged): Promise<undefined> {
  const granted = [before, after].filter((leave) => leave?.status === 'approved')
  if (granted.length === 0) return undefined
  const fromDay = granted.map((leave) => String(leave?.values.fromDay)).sort()[0] ?? ''
  const reach = addDays(fromDay, -reachDays)
  const leaves = (await readLeaves(tx, [after.ownerId], reach, endOfDays)).get(after.ownerId) ?? []
  const duties = await tx.duty.findMany({
    where: {
      personId: after.ownerId,
      state: { in: ['pending', 'overdue', 'missed', 'cancelled'] },
      dueAt: { gte: new Date(`${reach}T00:00:00Z`) },
    },
    orderBy: { id: 'asc' },
  })
  const book = openRuleBook(office)
  const person = await tx.person.findUnique({ where: { id: after.ownerId }, select: { zone: true } })
  const zone = person?.zone ?? office.policies.current().zone
  for (const duty of duties) await reckonDuty(office, tx, book, duty, leaves, zone)
  return undefined
}

async function reckonDuty(
  office: Office,
  tx: Tx,
  book: RuleBook,
  duty: DutyRow,
  leaves: readonly LeaveInterval[],
  zone: string,
): Promise<void> {
  const now = office.clock.now()
  if (readSubject(duty.kind).of !== 'filing') {
    // Answers stay due, but nobody is reminded of them while away: the next sweep weighs that.
    if (duty.nextRungAt !== null) await tx.duty.update({ where: { id: duty.id }, data: { nextRungAt: now } })
    return
  }
  const change = weighLeave(book, duty, leaves, zone, now)
  if (!change) return
  // What somebody has decided beyond appeal is not undone behind their back.
  if (!(await dismissForLeave(office, tx, duty))) return
  const changed = await tx.duty.update({ where: { id: duty.id }, data: change })
  const record = book.of(duty)?.duty?.record
  if (duty.state === 'cancelled' && record) await settleDuty(office, tx, getRecordType(record), changed)
  else if (changed.state !== duty.state) await refreshDutyCards(office, tx, changed)
}

function weighLeave(
  book: RuleBook,
  duty: DutyRow,
  leaves: readonly LeaveInterval[],
  zone: string,
  now: Date,
): Partial<DutyRow> | undefined {
  const rules = book.of(duty)
  if (!rules?.duty) return undefined
  const calendar = calendarFor(rules.duty, rules.inForce.calendar, zone)
  try {
    if (!hasObligation(rules.duty, duty.periodKey, calendar, leaves)) {
      return duty.state === 'cancelled' ? undefined : { state: 'cancelled', closedAt: now, nextRungAt: null }
    }
    const dueAt = dueAtOf(rules.duty, duty.periodKey, calendar, leaves)
    const closesAt = findClosesAt(rules, { ...duty, dueAt }, leaves, zone)
    const isOver = closesAt !== null && closesAt <= now
    // What can no longer be made up stays as it is, in the person's favour where leave had taken it away.
    if (isOver && (duty.state === 'cancelled' || duty.state === 'missed')) return undefined
    const state = now >= deadlineInForce({ ...duty, dueAt }) ? 'overdue' : 'pending'
    return { state, dueAt, closedAt: null, nextRungAt: now }
  } catch (error) {
    if (isBeyondCalendar(error)) return undefined
    throw error
  }
}
