import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../tests/support/default-policy.ts'
import type { MetricFacts } from './metric.ts'
import { findMostImproved, rankByScore } from './rank.ts'
import { findBestStep, scorePerson } from './score.ts'

const inForce = defaultPolicy()

const facts: MetricFacts = {
  workdays: 5,
  yearWorkdays: 248,
  counts: { visit_new: 10, visit_old: 15, call: 20, field_days: 5 },
  plan: { planned: 4, kept: 2, targets: [], weeksWithout: 0 },
  filing: { inTime: 1, late: 1, missed: 0 },
}
const scoreOf = (change: Partial<MetricFacts>, isRegisteredRep = false) =>
  scorePerson({ facts: { ...facts, ...change }, isRegisteredRep }, inForce)

describe('scorePerson', () => {
  it('weighs 40 % activity, 25 % plan, 20 % filing and 15 % field days, and says by which policy', () => {
    const score = scoreOf({})
    expect(score.scoreBp).toBe(7_750)
    expect(score.policyHash).toBe(inForce.hash)
    expect(score.parts.map((part) => [part.formula, part.weightBp, part.attainmentBp])).toEqual([
      ['activity-attainment', 4_000, 10_000],
      ['plan-completion', 2_500, 5_000],
      ['on-time-filing', 2_000, 5_000],
      ['field-days', 1_500, 10_000],
    ])
  })

  it('lets the weight of what was not owed fall on the rest', () => {
    expect(scoreOf({ plan: { planned: 0, kept: 0, targets: [], weeksWithout: 0 } }).scoreBp).toBe(8_660)
  })

  it('scores nobody of whom nothing was asked', () => {
    const nothing = {
      workdays: 0,
      plan: { planned: 0, kept: 0, targets: [], weeksWithout: 0 },
      filing: { inTime: 0, late: 0, missed: 0 },
    }
    expect(scoreOf(nothing).scoreBp).toBeNull()
  })

  it('measures a registered representative by no quota', () => {
    const score = scoreOf({}, true)
    expect(score.parts.map((part) => part.formula)).toEqual(['plan-completion', 'on-time-filing'])
    expect(score.scoreBp).toBe(5_000)
  })

  it('counts no more than the cap of each formula', () => {
    const counts = { visit_new: 999, visit_old: 999, call: 999, field_days: 999 }
    expect(scoreOf({ counts }).parts.map((part) => part.attainmentBp)).toEqual([12_000, 5_000, 5_000, 12_000])
  })
})

describe('findBestStep', () => {
  it('finds what one step alone would lift most, the weight considered', () => {
    // A third of the activities of 40 %, against half of the filing of 20 %.
    const noCalls = { ...facts.counts, call: 0 }
    const kept = { ...facts.plan, kept: 4 }
    expect(findBestStep(scoreOf({ counts: noCalls, plan: kept }).parts)).toEqual({
      step: { id: 'calls', count: 20, attainmentBp: 10_000 },
      liftBp: 1_333,
    })
    const fewCalls = { ...facts.counts, call: 15 }
    expect(findBestStep(scoreOf({ counts: fewCalls, plan: kept }).parts)).toMatchObject({
      step: { id: 'filing' },
      liftBp: 1_000,
    })
  })

  it('promises no more than the score would rise', () => {
    const none = { visit_new: 0, visit_old: 0, call: 0, field_days: 0 }
    const before = scoreOf({ counts: none })
    const best = findBestStep(before.parts)
    expect(best).toMatchObject({ step: { id: 'fieldDays' } })
    const after = scoreOf({ counts: { ...none, field_days: best?.step.count ?? 0 } })
    expect((after.scoreBp ?? 0) - (before.scoreBp ?? 0)).toBe(best?.liftBp)
  })

  it('finds none when everything owed is met', () => {
    const filing = { inTime: 2, late: 0, missed: 0 }
    expect(findBestStep(scoreOf({ plan: { ...facts.plan, kept: 4 }, filing }).parts)).toBeUndefined()
    expect(findBestStep([])).toBeUndefined()
  })
})

const person = (personId: string, scoreBp: number, name = personId) => ({ personId, name, scoreBp })

describe('rankByScore', () => {
  it('lets two share second place, in the order of their names, and gives the next the fourth', () => {
    const ranked = rankByScore([
      person('1', 8_000, '许嘉木'),
      person('2', 9_000, '陈小满'),
      person('3', 8_000, '林知夏'),
      person('4', 7_000, '周以宁'),
    ])
    expect(ranked.map(({ item, rank, isTie }) => [item.name, rank, isTie])).toEqual([
      ['陈小满', 1, false],
      ['林知夏', 2, true],
      ['许嘉木', 2, true],
      ['周以宁', 4, false],
    ])
  })

  it('ranks the same whatever order people come in, and each by how many did better', () => {
    const anyone = fc.uniqueArray(
      fc.record({ personId: fc.uuid(), name: fc.constantFrom('甲', '乙'), scoreBp: fc.nat(5) }),
      { selector: ({ personId }) => personId, maxLength: 30 },
    )
    fc.assert(
      fc.property(anyone, (people) => {
        const ranked = rankByScore(people)
        expect(rankByScore(people.toReversed())).toEqual(ranked)
        for (const { item, rank, isTie } of ranked) {
          expect(rank).toBe(people.filter((other) => other.scoreBp > item.scoreBp).length + 1)
          expect(isTie).toBe(people.filter((other) => other.scoreBp === item.scoreBp).length > 1)
        }
      }),
    )
  })
})

describe('findMostImproved', () => {
  it('names who rose most, and nobody who was not ranked before or has fallen', () => {
    const now = [person('a', 9_000), person('b', 7_000), person('new', 9_500), person('fell', 5_000)]
    const before = new Map([
      ['a', 8_500],
      ['b', 5_000],
      ['fell', 6_000],
    ])
    expect(findMostImproved(now, before, 3).map(({ item, gainBp }) => [item.personId, gainBp])).toEqual([
      ['b', 2_000],
      ['a', 500],
    ])
    expect(findMostImproved(now, before, 1)).toHaveLength(1)
    expect(findMostImproved(now, before, 0)).toEqual([])
  })
})
