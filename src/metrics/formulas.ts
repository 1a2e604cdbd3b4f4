import { ConfigError } from '../errors.ts'
import type { Policy } from '../policy/schema.ts'
import { activityAttainment } from './activity-attainment.ts'
import { fieldDays } from './field-days.ts'
import type { Formula } from './metric.ts'
import { onTimeFiling } from './on-time-filing.ts'
import { planCompletion } from './plan-completion.ts'

/** Every formula: to add one, write its file and name it here; the policy gives it its weight. */
export const formulas = [activityAttainment, planCompletion, onTimeFiling, fieldDays] as const

const byId: ReadonlyMap<string, Formula> = new Map(formulas.map((formula) => [formula.id, formula]))

/** @throws TypeError for one that is not there: `checkFormulas` has refused such a policy at the start */
export function getFormula(id: string): Formula {
  const formula = byId.get(id)
  if (!formula) throw new TypeError(`no formula ${id}`)
  return formula
}

/** @throws ConfigError for a policy that weighs what nobody can compute, or the same thing twice */
export function checkFormulas(policy: Policy): void {
  const named = policy.kpi.weights.map((weight) => weight.formula)
  const problems = named.flatMap((id, index) => {
    const path = `kpi.weights.${index}.formula`
    if (!byId.has(id)) return [`${path}: unknown formula ${id}; known: ${[...byId.keys()].join(', ')}`]
    return named.indexOf(id) < index ? [`${path}: ${id} is named twice`] : []
  })
  if (problems.length > 0) throw new ConfigError(problems)
}
