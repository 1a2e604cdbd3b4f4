import type { Dice } from './dice.ts'

/** What is passed between platform and product: `in` goes to the product, `out` to the platform. */
export type Way = 'in' | 'out'

/**
 * `came`: a delivery has just been handed over, or a call has not reached its platform yet. `done`: it had its effect,
 * and whoever asked has no answer yet. `answered`: the answer has just left.
 */
export type Stage = 'came' | 'done' | 'answered'

/** When a process is killed. `nth` counts from the start of the process, or from the first delivery that it keeps. */
export type KillPlan = (
  | { at: 'time'; afterMs: number }
  | { at: 'write'; when: 'before' | 'during' | 'after'; nth: number; from: 'start' | 'inbox' }
  | { at: 'call'; way: Way; stage: Stage; nth: number }
) & {
  /** It is not killed then but stopped, to wake when others have taken what it had: as a machine that is moved. */
  isPause?: boolean
}

const ways = ['in', 'out'] as const
const stages = ['came', 'done', 'answered'] as const
const whens = ['before', 'during', 'after'] as const

export function drawKill(dice: Dice): KillPlan {
  const lot = dice.below(10)
  // Half a second is in the middle of the start.
  if (lot < 2) return { at: 'time', afterMs: dice.between(50, 3_000) }
  if (lot < 6) {
    const from = dice.chance(0.15) ? 'start' : 'inbox'
    return { at: 'write', when: dice.pick(whens), nth: dice.between(1, 30), from }
  }
  const way = dice.pick(ways)
  return { at: 'call', way, stage: dice.pick(stages), nth: dice.between(1, way === 'in' ? 4 : 8) }
}

/** Without its count: what kills are counted by. */
export function nameKill(plan: KillPlan): string {
  return plan.isPause ? `paused ${nameMoment(plan)}, killed later` : nameMoment(plan)
}

function nameMoment(plan: KillPlan): string {
  if (plan.at === 'time') return 'at a moment'
  if (plan.at === 'write') return `${plan.when} a write`
  return nameCall[plan.way][plan.stage]
}

const nameCall: Record<Way, Record<Stage, string>> = {
  in: {
    came: 'as a delivery comes',
    done: 'before the acknowledgement leaves',
    answered: 'after the acknowledgement',
  },
  out: {
    came: 'before a call reaches its platform',
    done: 'between effect and receipt',
    answered: 'after the receipt',
  },
}
