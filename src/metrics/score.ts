import type { Policy } from '../policy/schema.ts'
import { getFormula } from './formulas.ts'
import type { Inputs, MetricFacts, Step } from './metric.ts'

/** One formula's part in a score; `attainmentBp` is null where nothing was owed, and then it has no weight. */
export interface ScorePart {
  formula: string
  weightBp: number
  attainmentBp: number | null
  inputs: Inputs
  steps: readonly Step[]
}

export interface Score {
  /** The weighted mean, down to tenths of a percent as it is shown: who reads the same ranks the same. */
  scoreBp: number | null
  parts: readonly ScorePart[]
  /** The policy version whose weights and quotas these are. */
  policyHash: string
}

export interface ScoredPerson {
  facts: MetricFacts
  /** A registered representative: no formula that is a quota is asked of them. */
  isRegisteredRep: boolean
}

/** What was owed is weighed by the policy; weights of what was not owed fall on the others. */
export function scorePerson(
  { facts, isRegisteredRep }: ScoredPerson,
  { policy, hash }: { policy: Policy; hash: string },
): Score {
  const parts = policy.kpi.weights.flatMap(({ formula: id, weight, capAt }): ScorePart[] => {
    const formula = getFormula(id)
    if (isRegisteredRep && formula.isQuota) return []
    const measured = formula.measure(facts, { quotas: policy.quotas, capBp: capAt * 100 })
    const { attainmentBp = null, inputs = {}, steps = [] } = measured ?? {}
    return [{ formula: id, weightBp: weight, attainmentBp, inputs, steps }]
  })
  return { scoreBp: weigh(parts), parts, policyHash: hash }
}

function weigh(parts: readonly ScorePart[]): number | null {
  const owed = parts.filter((part) => part.attainmentBp !== null)
  const weights = owed.reduce((sum, part) => sum + part.weightBp, 0)
  if (weights === 0) return null
  const sum = owed.reduce((total, part) => total + part.weightBp * (part.attainmentBp ?? 0), 0)
  return Math.floor(sum / weights / 10) * 10
}

/** What is left to do that would lift the score most by itself, and by how much; undefined when all that is owed is met. */
export function findBestStep(parts: readonly ScorePart[]): { step: Step; liftBp: number } | undefined {
  const owed = parts.filter((part) => part.attainmentBp !== null)
  const weights = owed.reduce((sum, part) => sum + part.weightBp, 0)
  const lifts = owed.flatMap(({ weightBp, attainmentBp, steps }) =>
    steps.map((step) => ({
      step,
      liftBp: Math.floor((weightBp * (step.attainmentBp - (attainmentBp ?? 0))) / weights),
    })),
  )
  return lifts.filter(({ liftBp }) => liftBp > 0).toSorted((a, b) => b.liftBp - a.liftBp)[0]
}
