import { scaledQuota } from '../policy/quotas.ts'
import { attainmentOf, type Formula } from './metric.ts'

/**
 * New visits, old visits and calls against their daily quotas (mission row 1.28): the mean of the three
 * attainments, each capped by itself, so that a hundred calls cannot stand in for a visit.
 */
export const activityAttainment: Formula = {
  id: 'activity-attainment',
  isQuota: true,
  measure({ counts, workdays }, { quotas, capBp }) {
    const { newVisits, oldVisits, calls } = quotas.dailyActivity
    const inputs = {
      newDone: counts.visit_new,
      newWanted: scaledQuota(newVisits, workdays),
      oldDone: counts.visit_old,
      oldWanted: scaledQuota(oldVisits, workdays),
      callDone: counts.call,
      callWanted: scaledQuota(calls, workdays),
    }
    const attained = [
      [inputs.newDone, inputs.newWanted] as const,
      [inputs.oldDone, inputs.oldWanted] as const,
      [inputs.callDone, inputs.callWanted] as const,
    ].flatMap(([done, wanted]) => (wanted > 0 ? [attainmentOf(done, wanted, capBp)] : []))
    if (attained.length === 0) return null
    return { attainmentBp: Math.floor(attained.reduce((sum, bp) => sum + bp, 0) / attained.length), inputs }
  },
}
