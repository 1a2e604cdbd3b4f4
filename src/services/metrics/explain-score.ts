import { type Language, type MessageKey, speak, type Translate } from '../../i18n/translate.ts'
import type { Inputs } from '../../metrics/metric.ts'
import { findBestStep, type ScorePart } from '../../metrics/score.ts'
import { formatPercent } from '../../pictures/leaderboard-input.ts'
import type { Policy } from '../../policy/schema.ts'
import { namePolicy } from '../policy/name-policy.ts'

/** `86.4%` from basis points. */
export const showPercent = (bp: number): string => formatPercent(bp / 100)

/** `+3.2`, `-0.5` or `0`: a difference of two percentages. */
export function showPoints(bp: number): string {
  const tenths = Math.trunc(Math.abs(bp) / 10) / 10
  return bp > 0 ? `+${tenths}` : bp < 0 && tenths > 0 ? `-${tenths}` : String(tenths)
}

/** Which rules it was reckoned by, as people call them; the hash of the version stands in the database and the audit. */
export function showPolicy(policy: Policy, language: Language): string {
  const t = speak(language)
  return t('metrics.policy', { name: namePolicy(policy, t), day: policy.effectiveFrom })
}

const formulaName = (id: string, t: Translate): string => t(`metrics.formula.${id}` as MessageKey)

/** "Why?" of every part: what was done, what was asked, and its weight. */
export function explainScore(
  parts: readonly ScorePart[],
  language: Language,
): { heading: string; text: string }[] {
  const t = speak(language)
  return parts.map(({ formula, weightBp, attainmentBp, inputs }) => {
    const name = formulaName(formula, t)
    if (attainmentBp === null) return { heading: '', text: t('metrics.partNotOwed', { name }) }
    const percents = { percent: showPercent(attainmentBp), weight: showPercent(weightBp) }
    return { heading: t('metrics.part', { name, ...percents }), text: explainPart(formula, inputs, t) }
  })
}

function explainPart(formula: string, inputs: Inputs, t: Translate): string {
  const { weeksWithout = 0, late = 0 } = inputs
  return [
    t(`metrics.why.${formula}` as MessageKey, inputs),
    ...(weeksWithout > 0 ? [t('metrics.whyWeeksWithout', { count: weeksWithout })] : []),
    ...(late > 0 ? [t('metrics.whyLate', { count: late })] : []),
  ].join(t('metrics.comma'))
}

/** One sentence: what is left to do that would lift the score most; undefined when everything asked is done. */
export function explainLift(parts: readonly ScorePart[], language: Language): string | undefined {
  const t = speak(language)
  const best = findBestStep(parts)
  if (!best) return undefined
  const { id, count } = best.step
  return t('metrics.lift', {
    what: t(`metrics.lifts.${id}`, { count }),
    points: showPoints(best.liftBp).slice(1),
  })
}

/** How the board's percentage is made, in one line. */
export function explainWeights(policy: Policy, language: Language): string {
  const t = speak(language)
  const weights = policy.kpi.weights
    .map(({ formula, weight }) =>
      t('metrics.weight', { name: formulaName(formula, t), percent: showPercent(weight) }),
    )
    .join(' + ')
  return t('metrics.how', { weights, policy: showPolicy(policy, language) })
}
