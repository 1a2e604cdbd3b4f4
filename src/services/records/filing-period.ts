import { nextPeriod, parsePeriod, periodOf, previousPeriod } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { ValidationError } from '../../errors.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Office } from '../office.ts'

/**
 * The week that a plan or report is for. A plan is for next week once this week's working days are nearly over (or
 * for the week asked for), a report for this week; on Monday a report is still last week's.
 */
export function defaultFilingPeriod(office: Office, type: RecordType): string {
  const { zone } = office.policies.current()
  const today = localOf(office.clock.now(), zone).day
  const week = periodOf(today, 'week')
  if (type.duty === 'weekly-plan') return nextPeriod(week).key
  const isMonday = today === week.start
  return type.duty === 'weekly-report' && isMonday ? previousPeriod(week).key : week.key
}

/** @throws ValidationError for a week so far off that it can only be a mistake */
export function getFilingPeriod(office: Office, type: RecordType, asked: string | undefined): string {
  const usual = parsePeriod(defaultFilingPeriod(office, type))
  if (asked === undefined || asked === usual.key) return usual.key
  const nearby = [previousPeriod(previousPeriod(usual)), previousPeriod(usual), nextPeriod(usual)]
  if (nearby.some((p) => p.key === asked)) return asked
  throw new ValidationError([{ field: 'period', say: { key: 'records.periodTooFar' } }])
}
