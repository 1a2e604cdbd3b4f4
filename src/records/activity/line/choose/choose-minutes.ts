import type { Span } from '../spans.ts'
import { shareOut } from './share-out.ts'
import type { Segment } from './split-activities.ts'

interface MinutesChoice {
  /** For each customer, in order; undefined where nothing is sure. */
  each: (number | undefined)[]
  /** Said once for several customers. */
  shared?: number
  used: Span[]
}

interface Length extends Span {
  minutes: number | null
  total: boolean
  each: boolean
}

export function chooseMinutes(segment: Segment, customers: Span[]): MinutesChoice {
  const lengths = lengthsOf(segment)
  const total = lengths.filter((length) => length.total)
  const meant = total.length > 0 ? total : lengths
  if (customers.length < 2) {
    // 各20分钟 with one customer is said of several persons: the sum is anybody's guess.
    const sure = meant.some((length) => length.each) && customers.length === 1 ? undefined : agree(meant)
    return { each: [sure], used: sure === undefined ? [] : meant }
  }
  const each = meant.filter((length) => length.each)
  if (each.length > 0) return { each: customers.map(() => agree(each)), used: each }
  const own = shareOut(meant, customers, segment, 'own')
  if (meant.length > 1 && own.every((lengths) => lengths.length === 1))
    return { each: own.map(agree), used: meant }
  const shared = agree(meant)
  const none = customers.map(() => undefined)
  return shared === undefined ? { each: none, used: [] } : { each: none, shared, used: meant }
}

function lengthsOf(segment: Segment): Length[] {
  const ranges = segment.clocks.flatMap(({ start, end, minutes }) =>
    minutes === undefined ? [] : [{ start, end, minutes, total: false, each: false }],
  )
  return [...segment.durations.filter((duration) => duration.spent), ...ranges]
}

/** One length, or several that say the same (9点到10点 一小时). Two different ones are no answer. */
function agree(lengths: readonly Length[]): number | undefined {
  const [first, ...more] = new Set(lengths.map((length) => length.minutes))
  return more.length === 0 && first !== null ? first : undefined
}
