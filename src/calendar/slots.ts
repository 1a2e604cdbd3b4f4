import { CronExpressionParser } from 'cron-parser'
import { msPerDay, msPerMinute } from '../clock.ts'
import { CalendarError } from './calendar-error.ts'
import { addDays, dayOfNumber } from './days.ts'
import type { OffDayRule, Workcalendar } from './workcalendar.ts'
import { instantOf, localOf, offsetMsAt, readLocal } from './zones.ts'

/** What a process that was down does about the slots it missed. Each job declares one (policy file). */
export type CatchUp =
  | 'all'
  | 'latest'
  | 'skip'
  | { readonly withinMs: number; readonly keep: 'all' | 'latest' }

/** What a job does about a slot on a day that is not worked. */
export type OffDaySlots = 'run' | 'skip' | Exclude<OffDayRule, 'stay'>

export interface Schedule {
  readonly cron: string
  /** The zone whose clocks the expression is read on. */
  readonly zone: string
  readonly offDays: OffDaySlots
}

export interface SlotDecision {
  readonly slot: Date
  readonly run: boolean
  readonly reason: 'on-time' | 'caught-up' | 'superseded' | 'too-old' | 'not-caught-up'
}

/** Null when the expression is a five-field cron expression that can ever come due, else what is wrong with it. */
export function findCronFault(cronExpression: string): string | null {
  try {
    wallClock(cronExpression, 0).next()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Slots of a job in (after, until], oldest first, at most `limit` (go on from the last one for more).
 * Across clock changes: a skipped time of day runs once, moved forward by the gap; a repeated one runs once, the first
 * time; but an expression for every hour keeps its rhythm through the repeated hour. cron-parser reads the expression
 * only, on a clock without changes: its own zone handling loses 02:15 in a half-hour gap (Australia/Lord_Howe).
 */
export function slotsBetween(
  cronExpression: string,
  zone: string,
  after: Date,
  until: Date,
  limit: number,
): Date[] {
  const slots: Date[] = []
  const lastWallMs = wallMsNear(until, zone, msPerDay)
  const clock = wallClock(cronExpression, wallMsNear(after, zone, -msPerDay))
  let wall = clock.next()
  while (slots.length < limit && wall.ms <= lastWallMs) {
    // Instants are ordered day by day only: within one, a gap may put 02:30 after 03:00.
    const { day } = wall
    const instantsAt = readDay(day, zone, clock.isHourly)
    const ofDay = new Set<number>()
    for (; wall.day === day && wall.ms <= lastWallMs; wall = clock.next()) {
      for (const ms of instantsAt(wall.minutes)) ofDay.add(ms)
    }
    const wanted = [...ofDay].filter((ms) => after.getTime() < ms && ms <= until.getTime())
    for (const ms of wanted.sort((a, b) => a - b)) slots.push(new Date(ms))
  }
  return slots.slice(0, limit)
}

/**
 * As `slotsBetween`, for a job that minds days off: slots on them are left out, or moved to the same time of a workday
 * (several that land on one instant are one slot). Throws HolidayDataMissing when a day cannot be told.
 */
export function workdaySlotsBetween(
  schedule: Schedule,
  calendar: Workcalendar,
  after: Date,
  until: Date,
  limit: number,
): Date[] {
  const { cron, zone, offDays } = schedule
  if (offDays === 'run') return slotsBetween(cron, zone, after, until, limit)
  // Only the days off next to the window can move a slot into it; no farther day need be known.
  const firstDay = localOf(after, zone).day
  const lastDay = localOf(until, zone).day
  const from =
    offDays === 'next-workday' ? instantOf(addDays(calendar.previousWorkday(firstDay), 1), -1, zone) : after
  const to = offDays === 'previous-workday' ? instantOf(calendar.nextWorkday(lastDay), 0, zone) : until
  const kept = new Set<number>()
  for (const slot of slotsBetween(cron, zone, from, to, Number.POSITIVE_INFINITY)) {
    const { day, minutes } = localOf(slot, zone)
    if (offDays === 'skip' && !calendar.isWorkday(day)) continue
    const moved = offDays === 'skip' ? day : calendar.moveToWorkday(day, offDays)
    const ms = moved === day ? slot.getTime() : instantOf(moved, minutes, zone).getTime()
    if (after.getTime() < ms && ms <= until.getTime()) kept.add(ms)
  }
  return [...kept]
    .sort((a, b) => a - b)
    .slice(0, limit)
    .map((ms) => new Date(ms))
}

/** Names a slot for ever, whatever happens to zones: its UTC minute, such as `2026-11-20T09:30Z`. */
export function slotKeyOf(slot: Date): string {
  return `${slot.toISOString().slice(0, 16)}Z`
}

/** Reads what `slotKeyOf` wrote; throws CalendarError `invalid-time` for anything else. */
export function parseSlotKey(key: string): Date {
  const slot = new Date(`${key.slice(0, -1)}:00Z`)
  if (Number.isNaN(slot.getTime()) || slotKeyOf(slot) !== key) throw new CalendarError('invalid-time', key)
  return slot
}

/**
 * Which of the slots that have come and were not run shall run now, and why. `slots` are oldest first and none lies
 * after `now`. One that is at most `onTimeWithinMs` old was not missed and runs under `skip` as well.
 */
export function selectSlots(
  slots: readonly Date[],
  options: { readonly now: Date; readonly catchUp: CatchUp; readonly onTimeWithinMs: number },
): SlotDecision[] {
  const { catchUp, now, onTimeWithinMs } = options
  const keep = typeof catchUp === 'object' ? catchUp.keep : catchUp
  return slots.map((slot, index): SlotDecision => {
    const ageMs = now.getTime() - slot.getTime()
    const isOnTime = ageMs <= onTimeWithinMs
    if (keep === 'latest' && index < slots.length - 1) return { slot, run: false, reason: 'superseded' }
    if (isOnTime) return { slot, run: true, reason: 'on-time' }
    if (keep === 'skip') return { slot, run: false, reason: 'not-caught-up' }
    const isTooOld = typeof catchUp === 'object' && ageMs > catchUp.withinMs
    return isTooOld ? { slot, run: false, reason: 'too-old' } : { slot, run: true, reason: 'caught-up' }
  })
}

interface WallTime {
  readonly ms: number
  readonly day: string
  readonly minutes: number
}

/** The wall clock at an instant as if it were UTC; a day farther out when the clock changes about then. */
function wallMsNear(instant: Date, zone: string, marginMs: number): number {
  const [before, at, behind] = [-msPerDay, 0, msPerDay].map((shiftMs) =>
    offsetMsAt(new Date(instant.getTime() + shiftMs), zone),
  )
  const wallMs = instant.getTime() + (at ?? 0)
  return before === at && at === behind ? wallMs : wallMs + marginMs
}

/** Runs through the wall times of an expression from `fromWallMs` on, on a clock that never changes. */
function wallClock(cronExpression: string, fromWallMs: number): { isHourly: boolean; next(): WallTime } {
  const fields = cronExpression.trim().split(/\s+/)
  // cron-parser fills up missing fields and draws lots for H; a schedule must say what it means.
  if (fields.length !== 5) throw new CalendarError('invalid-cron', 'five fields are needed')
  if (fields.some((field) => /(^|,)H/i.test(field))) throw new CalendarError('invalid-cron', 'H is random')
  const expression = parseCron(fields.join(' '), new Date(fromWallMs - 1))
  return {
    isHourly: expression.fields.hour.values.length === 24,
    next() {
      const ms = expression.next().getTime()
      const number = Math.floor(ms / msPerDay)
      return { ms, day: dayOfNumber(number), minutes: (ms - number * msPerDay) / msPerMinute }
    },
  }
}

function parseCron(cronExpression: string, currentDate: Date) {
  try {
    return CronExpressionParser.parse(cronExpression, { currentDate, tz: 'UTC' })
  } catch (error) {
    throw new CalendarError('invalid-cron', error instanceof Error ? error.message : String(error))
  }
}

function readDay(day: string, zone: string, isHourly: boolean): (minutes: number) => number[] {
  const startMs = instantOf(day, 0, zone).getTime()
  const endMs = instantOf(day, 1_440, zone).getTime()
  const [before, start, end] = [startMs - 1, startMs, endMs].map((ms) => offsetMsAt(new Date(ms), zone))
  // On a day whose clock doesn't change a wall time is a plain sum: the usual case, and far cheaper.
  if (before === start && start === end) return (minutes) => [startMs + minutes * msPerMinute]
  return (minutes) => {
    const reading = readLocal(day, minutes, zone)
    if (reading.kind === 'gap') return [reading.later.getTime()]
    const showsTwice = reading.kind === 'overlap' && isHourly
    return showsTwice ? [reading.earlier.getTime(), reading.later.getTime()] : [reading.earlier.getTime()]
  }
}
