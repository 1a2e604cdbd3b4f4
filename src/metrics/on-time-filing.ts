import { attainmentOf, type Formula } from './metric.ts'

/** Plans and reports filed in time, of those whose deadline lay in the period (mission row 1.53). */
export const onTimeFiling: Formula = {
  id: 'on-time-filing',
  isQuota: false,
  measure({ filing: { inTime, late, missed } }, { capBp }) {
    const owed = inTime + late + missed
    if (owed === 0) return null
    const attainmentBp = attainmentOf(inTime, owed, capBp)
    const steps =
      inTime < owed
        ? [{ id: 'filing' as const, count: owed - inTime, attainmentBp: attainmentOf(owed, owed, capBp) }]
        : []
    return { attainmentBp, inputs: { inTime, late, missed, owed }, steps }
  },
}
