import { isBeyondCalendar } from '../../../calendar/calendar-error.ts'
import { addDays } from '../../../calendar/days.ts'
import { periodOf } from '../../../calendar/periods.ts'
import { localOf } from '../../../calendar/zones.ts'
import { calendarFor, closesAtOf, dueAtOf } from '../../../policy/duty-times.ts'
import type { DutyPolicy } from '../../../policy/schema-duties.ts'
import { type DutyRow, listOpenDuties, listOpenPeriods, missDuties } from '../../../store/duties/duties.ts'
import { endOfDays, readLeaves } from '../../../store/duties/leaves.ts'
import type { Tx } from '../../../store/open-store.ts'
import type { Office } from '../../office.ts'
import { findClosesAt, openRuleBook, type RuleBook } from '../duty-rules.ts'
import { refreshDutyCards } from '../refresh-cards.ts'

const pageSize = 200
/** How long ago a period may lie whose duties are still closed. */
const lookBackDays = 100
/** Where every day ends first. */
const earliestZone = 'Pacific/Kiritimati'

/**
 * What can no longer be made up is missed from now on. That is all that happens by itself: the proposal that the
 * week counts as absent is the last rung of the ladder and comes in working hours, and a person decides it.
 */
export async function closePeriods(office: Office): Promise<number> {
  const { policy } = office.policies.now()
  const fromDay = addDays(localOf(office.clock.now(), policy.zone).day, -lookBackDays)
  const book = openRuleBook(office)
  let missed = 0
  for (const [kind, duty] of Object.entries(policy.duties)) {
    const fromPeriod = periodOf(fromDay, duty.period).key
    const periodKeys = await listOpenPeriods(office.store.db, { kind, fromPeriod })
    for (const periodKey of periodKeys) {
      if (!isOver(office, duty, periodKey)) continue
      for (let after: string | undefined = ''; after !== undefined; ) {
        const page: ClosedPage = await office.store.transaction(async (tx) => {
          const duties = await listOpenDuties(tx, { kind, periodKey, after: after ?? '', limit: pageSize })
          return { last: duties.at(-1)?.id, missed: await closePage(office, tx, book, duties, fromDay) }
        })
        missed += page.missed
        after = page.last
      }
    }
  }
  return missed
}

interface ClosedPage {
  last: string | undefined
  missed: number
}

/** Whether it has closed for anybody yet; leave and extensions only ever put that off. */
function isOver(office: Office, duty: DutyPolicy, periodKey: string): boolean {
  const calendar = calendarFor(duty, office.policies.now().calendar, earliestZone)
  try {
    const dueAt = dueAtOf(duty, periodKey, calendar)
    return closesAtOf(duty, periodKey, calendar, { dueAt }) <= office.clock.now()
  } catch (error) {
    if (isBeyondCalendar(error)) return false
    throw error
  }
}

async function closePage(
  office: Office,
  tx: Tx,
  book: RuleBook,
  duties: readonly DutyRow[],
  fromDay: string,
): Promise<number> {
  const now = office.clock.now()
  const past = duties.filter((d) => (d.extendedTo ?? d.dueAt) <= now)
  const personIds = [...new Set(past.map((d) => d.personId))]
  const leaves = await readLeaves(tx, personIds, fromDay, endOfDays)
  const people = await tx.person.findMany({
    where: { id: { in: personIds } },
    select: { id: true, zone: true },
  })
  const zones = new Map(people.map(({ id, zone }) => [id, zone]))
  const closed = past.filter((duty) => {
    const rules = book.of(duty)
    const zone = zones.get(duty.personId) ?? office.policies.current().zone
    const closesAt = rules && findClosesAt(rules, duty, leaves.get(duty.personId) ?? [], zone)
    return closesAt && closesAt <= now
  })
  const missed = await missDuties(
    tx,
    closed.map((d) => d.id),
    now,
  )
  for (const duty of missed) await refreshDutyCards(office, tx, duty)
  return missed.length
}
