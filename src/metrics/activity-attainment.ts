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
    const asked = [
      { id: 'newVisits', done: inputs.newDone, wanted: inputs.newWanted },
      { id: 'oldVisits', done: inputs.oldDone, wanted: inputs.oldWanted },
      { id: 'calls', done: inputs.callDone, wanted: inputs.callWanted },
    ] as const
    const owed = asked.filter(({ wanted }) => wanted > 0)
    if (owed.length === 0) return null
    const mean = (met?: string) => {
      const reached = owed.map(({ id, done, wanted }) =>
        attainmentOf(id === met ? wanted : done, wanted, capBp),
      )
      return Math.floor(reached.reduce((sum, bp) => sum + bp, 0) / owed.length)
    }
    const steps = owed.flatMap(({ id, done, wanted }) =>
      done < wanted ? [{ id, count: wanted - done, attainmentBp: mean(id) }] : [],
    )
    return { attainmentBp: mean(), inputs, steps }
  },
}
