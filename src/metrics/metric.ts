/**
 * What the formulas of the policy's `kpi` are computed from, and what they give. Attainments are basis points
 * (10,000 is the quota met), rounded down, so that 99.97 % never reads as reached; nothing here is a float.
 */
import type { Policy } from '../policy/schema.ts'

/** One of a plan's number targets: how much was done of what was set out, the part of the week gone by. */
export interface Target {
  done: number
  wanted: number
}

/** Everything about one person and period that a formula may ask for. */
export interface MetricFacts {
  /** Workdays the person had; halves count 0.5. Leave, holidays and days before joining are none. */
  workdays: number
  /** Workdays of the whole calendar year by the company's calendar, over which yearly quotas spread. */
  yearWorkdays: number
  counts: { visit_new: number; visit_old: number; call: number; field_days: number }
  plan: {
    /** Visits planned for a day that has come, or kept before it. */
    planned: number
    kept: number
    targets: readonly Target[]
    /** Weeks for which a plan was owed and none was filed. */
    weeksWithout: number
  }
  /** Plans and reports whose deadline lay in the period; the excused are none of them. */
  filing: { inTime: number; late: number; missed: number }
}

export interface MetricRules {
  quotas: Policy['quotas']
  /** The attainment beyond which no more is counted. */
  capBp: number
}

/** Every number that went into a result, by name: what answers "why?". */
export type Inputs = Readonly<Record<string, number>>

/** Something that is left to do, and the attainment it would lead to by itself. */
export interface Step {
  id: 'newVisits' | 'oldVisits' | 'calls' | 'planned' | 'targets' | 'plan' | 'filing' | 'fieldDays'
  count: number
  attainmentBp: number
}

export interface Measured {
  attainmentBp: number
  inputs: Inputs
  steps: readonly Step[]
}

export interface Formula {
  /** As the policy names it. */
  id: string
  /** Measures against a sales quota: never asked of a registered representative (mission rows 0.6, 0.19). */
  isQuota: boolean
  /** Null where nothing was owed: no obligation is not zero. */
  measure(facts: MetricFacts, rules: MetricRules): Measured | null
}

export const wholeBp = 10_000

/** `done` of `wanted` in basis points, at most `capBp`; `wanted` must be positive. */
export function attainmentOf(done: number, wanted: number, capBp: number): number {
  return Math.min(capBp, Math.floor((Math.max(0, done) * wholeBp) / wanted))
}
