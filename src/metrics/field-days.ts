import { proratedQuota } from '../policy/quotas.ts'
import { attainmentOf, type Formula } from './metric.ts'

/** Days with at least one visit against the share of the yearly 240 that the workdays make up (mission row 1.18). */
export const fieldDays: Formula = {
  id: 'field-days',
  isQuota: true,
  measure({ counts, workdays, yearWorkdays }, { quotas, capBp }) {
    const wanted = proratedQuota(quotas.fieldDaysPerYear, workdays, yearWorkdays)
    if (wanted === 0) return null
    const done = counts.field_days
    const attainmentBp = attainmentOf(done, wanted, capBp)
    const steps =
      done < wanted
        ? [
            {
              id: 'fieldDays' as const,
              count: wanted - done,
              attainmentBp: attainmentOf(wanted, wanted, capBp),
            },
          ]
        : []
    return { attainmentBp, inputs: { done, wanted }, steps }
  },
}
