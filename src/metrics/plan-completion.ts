import { attainmentOf, type Formula, wholeBp } from './metric.ts'

/**
 * What came of the weekly plan (mission rows 1.51, 1.52): each planned visit is kept or not, each number target is
 * reached as far as it goes, all weigh the same. A visit is kept when an activity with that customer was logged
 * in the week. A week for which a plan was owed and none came counts as one item not done.
 */
export const planCompletion: Formula = {
  id: 'plan-completion',
  isQuota: false,
  measure({ plan }, { capBp }) {
    const targets = plan.targets.filter((target) => target.wanted > 0)
    const items = plan.planned + targets.length + plan.weeksWithout
    if (items === 0) return null
    const reached = targets.map(({ done, wanted }) => attainmentOf(done, wanted, wholeBp))
    const reachedBp = reached.reduce((total, bp) => total + bp, 0)
    const leftBp = {
      planned: (plan.planned - plan.kept) * wholeBp,
      targets: targets.length * wholeBp - reachedBp,
      plan: plan.weeksWithout * wholeBp,
    } as const
    const attainedWith = (moreBp: number) =>
      Math.min(capBp, Math.floor((plan.kept * wholeBp + reachedBp + moreBp) / items))
    return {
      attainmentBp: attainedWith(0),
      steps: (['planned', 'targets', 'plan'] as const).flatMap((id) =>
        leftBp[id] > 0
          ? [
              {
                id,
                count: id === 'planned' ? plan.planned - plan.kept : 0,
                attainmentBp: attainedWith(leftBp[id]),
              },
            ]
          : [],
      ),
      inputs: {
        planned: plan.planned,
        kept: plan.kept,
        targets: targets.length,
        targetsMet: reached.filter((bp) => bp === wholeBp).length,
        weeksWithout: plan.weeksWithout,
      },
    }
  },
}
