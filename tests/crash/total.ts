import type { HouseReport } from './play-house.ts'

/** Of all houses together. */
export interface Total {
  houses: number
  killed: number
  kills: ReadonlyMap<string, number>
  deeds: number
  acknowledged: number
  kinds: ReadonlyMap<string, number>
  records: number
  messages: number
  events: number
  complaints: ReadonlyMap<string, number>
  problems: readonly string[]
}

export const emptyTotal: Total = {
  houses: 0,
  killed: 0,
  kills: new Map(),
  deeds: 0,
  acknowledged: 0,
  kinds: new Map(),
  records: 0,
  messages: 0,
  events: 0,
  complaints: new Map(),
  problems: [],
}

export function addReport(total: Total, report: HouseReport): Total {
  return {
    houses: total.houses + 1,
    killed: total.killed + sum(report.kills),
    kills: addCounts(total.kills, report.kills),
    deeds: total.deeds + report.deeds,
    acknowledged: total.acknowledged + report.acknowledged,
    kinds: addCounts(total.kinds, report.kinds),
    records: total.records + report.records,
    messages: total.messages + report.messages,
    events: total.events + report.events,
    complaints: addCounts(total.complaints, report.complaints),
    problems: [...total.problems, ...report.problems],
  }
}

export function showTotal(total: Total): string {
  const { houses, killed, deeds, acknowledged, records, messages, events, problems } = total
  const lines = [
    `${killed} kills in ${houses} houses; ${deeds} deeds, ${acknowledged} of them acknowledged; ${records} records, ${messages} messages, ${events} events`,
    `acknowledged: ${[...total.kinds]
      .sort(byName)
      .map(([kind, times]) => `${times} ${kind}`)
      .join(', ')}`,
    'kills:',
    ...[...total.kills].sort(byName).map(([by, times]) => `  ${times} ${by}`),
    'complaints in the logs:',
    ...[...total.complaints].sort(byName).map(([line, times]) => `  ${times} × ${line}`),
    `${problems.length} problems`,
    ...problems.map((problem) => `  ${problem}`),
  ]
  return `${lines.join('\n')}\n`
}

const byName = ([a]: [string, number], [b]: [string, number]) => (a < b ? -1 : 1)
const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, each) => all + each, 0)

function addCounts(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const counts = new Map(one)
  for (const [name, times] of other) counts.set(name, (counts.get(name) ?? 0) + times)
  return counts
}
