import { type Language, type MessageKey, speak, type Translate } from '../../i18n/translate.ts'
import type { Inputs } from '../../metrics/metric.ts'
import { findBestLift, type ScorePart } from '../../metrics/score.ts'
import { formatPercent } from '../../pictures/leaderboard-input.ts'
import type { Policy } from '../../policy/schema.ts'

/** `86.4%` from basis points. */
export const showPercent = (bp: number): string => formatPercent(bp / 100)

/** `+3.2`, `-0.5` or `0`: a difference of two percentages. */
export function showPoints(bp: number): string {
  const tenths = Math.trunc(Math.abs(bp) / 10) / 10
  return bp > 0 ? `+${tenths}` : bp < 0 && tenths > 0 ? `-${tenths}` : String(tenths)
}

export const showHash = (hash: string): string => hash.slice(0, 8)

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

/** One sentence: which step would lift the score most; undefined when everything asked is done. */
export function explainLift(parts: readonly ScorePart[], language: Language): string | undefined {
  const t = speak(language)
  const best = findBestLift(parts)
  if (!best) return undefined
  const what = stepOf(best.part, t)
  return what ? t('metrics.lift', { what, points: showPoints(best.liftBp).slice(1) }) : undefined
}

function stepOf({ formula, inputs }: ScorePart, t: Translate): string | undefined {
  const left = (wanted: string, done: string) => Math.max(0, (inputs[wanted] ?? 0) - (inputs[done] ?? 0))
  switch (formula) {
    case 'activity-attainment': {
      const kinds = [
        { key: 'newVisits', count: left('newWanted', 'newDone'), of: inputs.newWanted ?? 0 },
        { key: 'oldVisits', count: left('oldWanted', 'oldDone'), of: inputs.oldWanted ?? 0 },
        { key: 'calls', count: left('callWanted', 'callDone'), of: inputs.callWanted ?? 0 },
      ] as const
      // The three weigh the same, so what is farthest from its own quota lifts most.
      const open = kinds.filter((kind) => kind.count > 0)
      const farthest = open.toSorted((a, b) => b.count / b.of - a.count / a.of)[0]
      return farthest && t(`metrics.lifts.${farthest.key}`, { count: farthest.count })
    }
    case 'plan-completion': {
      const visits = left('planned', 'kept')
      if (visits > 0) return t('metrics.lifts.planned', { count: visits })
      return (inputs.weeksWithout ?? 0) > 0 ? t('metrics.lifts.plan') : t('metrics.lifts.targets')
    }
    case 'on-time-filing':
      return t('metrics.lifts.filing')
    case 'field-days':
      return t('metrics.lifts.fieldDays', { count: left('wanted', 'done') })
    default:
      return undefined
  }
}

/** How the board's percentage is made, in one line. */
export function explainWeights(policy: Policy, hash: string, language: Language): string {
  const t = speak(language)
  const weights = policy.kpi.weights
    .map(({ formula, weight }) =>
      t('metrics.weight', { name: formulaName(formula, t), percent: showPercent(weight) }),
    )
    .join(' + ')
  return t('metrics.how', { weights, hash: showHash(hash) })
}
