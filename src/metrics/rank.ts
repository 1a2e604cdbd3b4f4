/** Who shares a rank stands in the order of names, then of ids, so that two drawings of one board agree. */
export interface Ranked<T> {
  item: T
  /** Two who share second place are both 2; the next is 4. */
  rank: number
  isTie: boolean
}

interface Scored {
  personId: string
  name: string
  scoreBp: number
}

const byName = new Intl.Collator('zh-CN')

export function rankByScore<T extends Scored>(people: readonly T[]): Ranked<T>[] {
  const sorted = people.toSorted(
    (a, b) => b.scoreBp - a.scoreBp || byName.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1),
  )
  const sharers = new Map<number, number>()
  for (const { scoreBp } of sorted) sharers.set(scoreBp, (sharers.get(scoreBp) ?? 0) + 1)
  let rank = 1
  return sorted.map((item, index) => {
    if (item.scoreBp !== sorted[index - 1]?.scoreBp) rank = index + 1
    return { item, rank, isTie: (sharers.get(item.scoreBp) ?? 0) > 1 }
  })
}

/** The `count` whose score rose most since the period before; who was not ranked then cannot have improved. */
export function findMostImproved<T extends Scored>(
  now: readonly T[],
  before: ReadonlyMap<string, number>,
  count: number,
): { item: T; gainBp: number }[] {
  const risen = now.flatMap((item) => {
    const was = before.get(item.personId)
    return was !== undefined && item.scoreBp > was ? [{ item, gainBp: item.scoreBp - was }] : []
  })
  return risen
    .toSorted(
      (a, b) =>
        b.gainBp - a.gainBp ||
        b.item.scoreBp - a.item.scoreBp ||
        byName.compare(a.item.name, b.item.name) ||
        (a.item.personId < b.item.personId ? -1 : 1),
    )
    .slice(0, count)
}
