import { expect } from 'vitest'
import type { LeaveInterval } from '../../src/calendar/leave.ts'
import { instantOf, localOf, parseTime } from '../../src/calendar/zones.ts'
import { closesAtOf, dueAtOf } from '../../src/policy/duty-times.ts'
import {
  climbLadder,
  deadlineInForce,
  type LadderDuty,
  type LadderInput,
  ladderRulesOf,
} from '../../src/policy/ladder.ts'
import { calendarOf, workingHoursOf } from '../../src/policy/policy-settings.ts'
import type { DutyPolicy } from '../../src/policy/schema-duties.ts'
import { defaultPolicy } from './default-policy.ts'

export const { policy } = defaultPolicy()
export const calendar = calendarOf(policy)
export const ZONE = policy.zone

export function dutyPolicy(id: string): DutyPolicy {
  const found = policy.duties[id]
  if (!found) throw new Error(`no duty ${id}`)
  return found
}

export function at(text: string, zone = ZONE): Date {
  return instantOf(text.slice(0, 10), parseTime(text.slice(11)), zone)
}

export function shown(instant: Date, zone = ZONE): string {
  const { day, minutes } = localOf(instant, zone)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

interface Case {
  duty?: string
  period?: string
  zone?: string
  leaves?: LeaveInterval[]
  fired?: string[]
  change?: Partial<LadderDuty>
}

export function inputAt(now: string | Date, options: Case = {}): LadderInput {
  const dutyRules = dutyPolicy(options.duty ?? 'weekly-report')
  const period = options.period ?? '2026-W47'
  const leaves = options.leaves ?? []
  const dueAt = dueAtOf(dutyRules, period, calendar, leaves)
  const base = { dueAt, extendedTo: null, startedAt: null, state: 'pending' as const, ...options.change }
  const closesAt = closesAtOf(dutyRules, period, calendar, { dueAt: deadlineInForce(base), leaves })
  return {
    duty: { closesAt, ...base },
    rules: ladderRulesOf(policy, dutyRules, calendar, workingHoursOf(policy)),
    person: { zone: options.zone ?? ZONE, leaves },
    now: typeof now === 'string' ? at(now) : now,
    firedKeys: new Set(options.fired),
  }
}

/** One line a rung: what becomes of it, and when. */
export function climb(now: string, options: Case = {}): string[] {
  return climbLadder(inputAt(now, options)).map((found) => {
    if (found.outcome === 'blocked') return `${found.rung.id} blocked`
    if (found.outcome === 'skip') return `${found.rung.id} skip ${found.because}`
    return `${found.rung.id} ${found.outcome} ${shown(found.fireAt)}`
  })
}

/** Plays a duty through instants, remembering what fired, as the sweep does. */
export function play(instants: readonly Date[], options: Case & { filedAt?: Date; startedAt?: Date }) {
  const fired: { id: string; to: string; key: string; now: Date }[] = []
  for (const now of instants) {
    const isFiled = options.filedAt !== undefined && options.filedAt <= now
    const hasStarted = options.startedAt !== undefined && options.startedAt <= now
    const change = {
      ...(isFiled ? { state: 'filed' as const } : {}),
      ...(hasStarted ? { startedAt: options.startedAt ?? null } : {}),
      ...options.change,
    }
    const input = inputAt(now, { ...options, change, fired: fired.map(({ key }) => key) })
    const due = climbLadder(input).filter(({ outcome }) => outcome === 'fire')
    expect(due.length).toBeLessThanOrEqual(1)
    for (const { rung, key } of due) fired.push({ id: rung.id, to: rung.to, key, now })
  }
  return fired
}

export function ticks(from: string, until: string, everyMinutes: number): Date[] {
  const instants: Date[] = []
  for (let ms = at(from).getTime(); ms <= at(until).getTime(); ms += everyMinutes * 60_000) {
    instants.push(new Date(ms))
  }
  return instants
}
