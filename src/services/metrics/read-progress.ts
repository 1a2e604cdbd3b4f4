import { HolidayDataMissing } from '../../calendar/calendar-error.ts'
import { type Period, periodOf } from '../../calendar/periods.ts'
import type { Workcalendar } from '../../calendar/workcalendar.ts'
import { localOf } from '../../calendar/zones.ts'
import { showDay } from '../../i18n/show-day.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { proratedQuota, scaledQuota } from '../../policy/quotas.ts'
import { readLeaves } from '../../store/duties/leaves.ts'
import { readTalliesOf } from '../../store/metrics/score-reads.ts'
import type { Tx } from '../../store/open-store.ts'
import { tallyMetrics } from '../../store/tallies.ts'
import type { Office } from '../office.ts'
import { laterDay } from './day-order.ts'

export interface Gauge {
  done: number
  wanted: number
}

/** The 2-3-4 meter of a day, the field days of its year and the referrals of its month (rows 1.18, 1.28, 1.38). */
export interface Progress {
  day: string
  newVisits: Gauge
  oldVisits: Gauge
  calls: Gauge
  fieldDays: Gauge
  referrals: Gauge
  /** False for registered representatives (rows 0.6, 0.19): everything wanted is 0. */
  hasQuota: boolean
}

export interface Measurable {
  personId: string
  createdAt: Date
  isRegisteredRep: boolean
}

/** `wanted` follows the day and the month: nothing on leave or a holiday, half on half a day. */
export async function readProgress(
  office: Office,
  db: Tx,
  people: readonly Measurable[],
  day: string,
): Promise<Map<string, Progress>> {
  const { policy, calendar } = office.policies.now()
  const { dailyActivity, fieldDaysPerYear, referrals } = policy.quotas
  const [month, year] = [periodOf(day, 'month'), periodOf(day, 'year')]
  const ids = people.map((person) => person.personId)
  // One after another: inside a transaction there is only one connection.
  const leaves = await readLeaves(db, ids, month.start, month.end)
  const ofDay = await readTalliesOf(db, ids, day, tallyMetrics)
  const ofMonth = await readTalliesOf(db, ids, month.key, ['referrals'])
  const ofYear = await readTalliesOf(db, ids, year.key, ['field_days'])
  const monthDays = countWorkdays(calendar, month)
  return new Map(
    people.map(({ personId, createdAt, isRegisteredRep }) => {
      const own = leaves.get(personId) ?? []
      const joined = localOf(createdAt, policy.zone).day
      const from = laterDay(joined, month.start)
      const hasQuota = !isRegisteredRep && monthDays !== null
      const fraction = hasQuota ? calendar.workFraction(day, own) : 0
      const worked = hasQuota ? calendar.workFractionBetween(from, month.end, own) : 0
      const gauge = (metric: string, perDay: number): Gauge => ({
        done: ofDay.get(personId)?.get(metric) ?? 0,
        wanted: scaledQuota(perDay, fraction),
      })
      const perMonth = referrals.scaleByWorkdays
        ? proratedQuota(referrals.perMonth, worked, monthDays ?? 0)
        : referrals.perMonth
      return [
        personId,
        {
          day,
          hasQuota,
          newVisits: gauge('visit_new', dailyActivity.newVisits),
          oldVisits: gauge('visit_old', dailyActivity.oldVisits),
          calls: gauge('call', dailyActivity.calls),
          fieldDays: {
            done: ofYear.get(personId)?.get('field_days') ?? 0,
            wanted: hasQuota ? fieldDaysPerYear : 0,
          },
          referrals: {
            done: ofMonth.get(personId)?.get('referrals') ?? 0,
            wanted: hasQuota ? perMonth : 0,
          },
        },
      ]
    }),
  )
}

/** Null in a year whose holidays nobody has supplied: what was done is shown all the same. */
function countWorkdays(calendar: Workcalendar, { start, end }: Period): number | null {
  try {
    return calendar.workFractionBetween(start, end)
  } catch (error) {
    if (error instanceof HolidayDataMissing) return null
    throw error
  }
}

/** The gauges in words, a line each. The day is named where it is not `today`. */
export function describeProgress(progress: Progress, language: Language, today = progress.day): string[] {
  const t = speak(language)
  const { newVisits, oldVisits, calls, fieldDays, referrals, hasQuota } = progress
  const day = progress.day === today ? t('metrics.today') : showDay(progress.day, language)
  const done = { day, newDone: newVisits.done, oldDone: oldVisits.done, callDone: calls.done }
  const isAsked = newVisits.wanted + oldVisits.wanted + calls.wanted > 0
  if (!hasQuota) {
    return [t('metrics.meterNoQuota', done), t('metrics.fieldDaysNoQuota', { done: fieldDays.done })]
  }
  return [
    ...(isAsked
      ? [
          t('metrics.meter', {
            ...done,
            newWanted: newVisits.wanted,
            oldWanted: oldVisits.wanted,
            callWanted: calls.wanted,
          }),
        ]
      : [t('metrics.meterNoQuota', done), t('metrics.dayOff')]),
    t('metrics.fieldDays', { done: fieldDays.done, wanted: fieldDays.wanted }),
    ...(referrals.wanted > 0 || referrals.done > 0
      ? [t('metrics.referrals', { done: referrals.done, wanted: referrals.wanted })]
      : []),
  ]
}
