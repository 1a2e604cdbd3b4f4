import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../tests/support/default-policy.ts'
import type { ConfigError } from '../errors.ts'
import { activityAttainment } from './activity-attainment.ts'
import { fieldDays } from './field-days.ts'
import { checkFormulas, formulas, getFormula } from './formulas.ts'
import type { Formula, MetricFacts } from './metric.ts'
import { onTimeFiling } from './on-time-filing.ts'
import { planCompletion } from './plan-completion.ts'

const { policy } = defaultPolicy()

/** A full week of a rep who has done nothing yet. */
const idle: MetricFacts = {
  workdays: 5,
  yearWorkdays: 248,
  counts: { visit_new: 0, visit_old: 0, call: 0, field_days: 0 },
  plan: { planned: 0, kept: 0, targets: [], weeksWithout: 0 },
  filing: { inTime: 0, late: 0, missed: 0 },
}

const measure = (formula: Formula, facts: Partial<MetricFacts>, capBp = 12_000) =>
  formula.measure({ ...idle, ...facts }, { quotas: policy.quotas, capBp })
const bpOf = (formula: Formula, facts: Partial<MetricFacts>, capBp?: number) =>
  measure(formula, facts, capBp)?.attainmentBp

describe('activity-attainment', () => {
  it('is 100 % for 2 new visits, 3 old ones and 4 calls each of five days', () => {
    const counts = { visit_new: 10, visit_old: 15, call: 20, field_days: 5 }
    expect(measure(activityAttainment, { counts })).toEqual({
      attainmentBp: 10_000,
      inputs: { newDone: 10, newWanted: 10, oldDone: 15, oldWanted: 15, callDone: 20, callWanted: 20 },
      steps: [],
    })
  })

  it('lets no number of calls stand in for a visit', () => {
    const counts = { visit_new: 0, visit_old: 0, call: 500, field_days: 0 }
    expect(bpOf(activityAttainment, { counts })).toBe(4_000)
  })

  it('asks half on half a day, and an exact half in favour of the person', () => {
    expect(measure(activityAttainment, { workdays: 4.5 })?.inputs).toMatchObject({
      newWanted: 9,
      oldWanted: 13,
      callWanted: 18,
    })
  })

  it('rounds down, so that one call short never reads as reached', () => {
    const counts = { visit_new: 10, visit_old: 15, call: 19, field_days: 5 }
    expect(bpOf(activityAttainment, { counts })).toBe(9_833)
  })

  it('is owed by nobody who had no workday: that is not zero', () => {
    expect(measure(activityAttainment, { workdays: 0 })).toBeNull()
  })
})

describe('plan-completion', () => {
  it('weighs every planned visit and every number target alike', () => {
    const plan = { planned: 3, kept: 2, targets: [{ done: 5, wanted: 10 }], weeksWithout: 0 }
    expect(measure(planCompletion, { plan })).toEqual({
      attainmentBp: 6_250,
      inputs: { planned: 3, kept: 2, targets: 1, targetsMet: 0, weeksWithout: 0 },
      // The visit that is left, or half of the target.
      steps: [
        { id: 'planned', count: 1, attainmentBp: 8_750 },
        { id: 'targets', count: 0, attainmentBp: 7_500 },
      ],
    })
  })

  it('counts a week for which a plan was owed and none came as not done', () => {
    const plan = { planned: 1, kept: 1, targets: [], weeksWithout: 1 }
    expect(bpOf(planCompletion, { plan })).toBe(5_000)
    expect(bpOf(planCompletion, { plan: { ...idle.plan, weeksWithout: 1 } })).toBe(0)
  })

  it('has nothing to say of a plan in words only, nor of a target that is not due yet', () => {
    expect(measure(planCompletion, {})).toBeNull()
    expect(measure(planCompletion, { plan: { ...idle.plan, targets: [{ done: 0, wanted: 0 }] } })).toBeNull()
  })

  it('gives no more than the whole for a target passed', () => {
    const plan = { ...idle.plan, targets: [{ done: 50, wanted: 10 }] }
    expect(bpOf(planCompletion, { plan })).toBe(10_000)
  })
})

describe('on-time-filing', () => {
  it('counts late as not in time and leaves out what was not owed', () => {
    expect(measure(onTimeFiling, { filing: { inTime: 1, late: 1, missed: 0 } })).toEqual({
      attainmentBp: 5_000,
      inputs: { inTime: 1, late: 1, missed: 0, owed: 2 },
      steps: [{ id: 'filing', count: 1, attainmentBp: 10_000 }],
    })
    expect(measure(onTimeFiling, {})).toBeNull()
  })
})

describe('field-days', () => {
  it('asks of a week its share of the yearly 240', () => {
    const counts = { ...idle.counts, field_days: 4 }
    expect(measure(fieldDays, { counts })).toEqual({
      attainmentBp: 8_000,
      inputs: { done: 4, wanted: 5 },
      steps: [{ id: 'fieldDays', count: 1, attainmentBp: 10_000 }],
    })
  })

  it('asks nothing of a week of leave', () => {
    expect(measure(fieldDays, { workdays: 0 })).toBeNull()
  })
})

const anyCount = fc.nat(10_000)
const anyFacts: fc.Arbitrary<MetricFacts> = fc.record({
  workdays: fc.nat(500).map((halves) => halves / 2),
  yearWorkdays: fc.integer({ min: 1, max: 366 }),
  counts: fc.record({ visit_new: anyCount, visit_old: anyCount, call: anyCount, field_days: anyCount }),
  plan: fc.record({
    planned: anyCount,
    kept: fc.constant(0),
    targets: fc.array(fc.record({ done: anyCount, wanted: anyCount }), { maxLength: 3 }),
    weeksWithout: fc.nat(60),
  }),
  filing: fc.record({ inTime: anyCount, late: anyCount, missed: anyCount }),
})

describe.each(formulas)('$id', (formula) => {
  it('gives a whole number of basis points between nothing and the cap, or nothing at all', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 10_000, max: 20_000 }), (facts, capBp) => {
        const measured = formula.measure(facts, { quotas: policy.quotas, capBp })
        if (!measured) return
        expect(Number.isSafeInteger(measured.attainmentBp)).toBe(true)
        expect(measured.attainmentBp).toBeGreaterThanOrEqual(0)
        expect(measured.attainmentBp).toBeLessThanOrEqual(capBp)
        expect(Object.values(measured.inputs).every(Number.isFinite)).toBe(true)
      }),
    )
  })

  it('never falls when more was done', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { counts, filing, plan } = facts
        const more: MetricFacts = {
          ...facts,
          counts: {
            visit_new: counts.visit_new + 1,
            visit_old: counts.visit_old + 1,
            call: counts.call + 1,
            field_days: counts.field_days + 1,
          },
          filing: { ...filing, inTime: filing.inTime + 1, missed: Math.max(0, filing.missed - 1) },
          plan: { ...plan, kept: Math.min(plan.planned, plan.kept + 1) },
        }
        const rules = { quotas: policy.quotas, capBp: 12_000 }
        const [before, after] = [formula.measure(facts, rules), formula.measure(more, rules)]
        if (before && after) expect(after.attainmentBp).toBeGreaterThanOrEqual(before.attainmentBp)
      }),
    )
  })
})

describe('the registry', () => {
  it('knows every formula of the default policy', () => {
    expect(() => checkFormulas(policy)).not.toThrow()
    for (const { formula } of policy.kpi.weights) expect(getFormula(formula).id).toBe(formula)
  })

  it('refuses a policy that weighs what nobody can compute, or one thing twice, naming both', () => {
    const [first] = policy.kpi.weights
    const weights = [
      { formula: 'charm', weight: 5_000, capAt: 100 },
      { formula: first?.formula ?? '', weight: 2_500, capAt: 100 },
      { formula: first?.formula ?? '', weight: 2_500, capAt: 100 },
    ]
    try {
      checkFormulas({ ...policy, kpi: { weights } })
      expect.unreachable('it was let through')
    } catch (error) {
      expect((error as ConfigError).problems).toEqual([
        expect.stringContaining('kpi.weights.0.formula: unknown formula charm'),
        'kpi.weights.2.formula: activity-attainment is named twice',
      ])
    }
  })

  it('has no formula that nobody named', () => {
    expect(() => getFormula('charm')).toThrow('no formula charm')
  })
})
