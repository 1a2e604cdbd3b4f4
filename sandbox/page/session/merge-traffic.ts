import type { TrafficEntry } from '../control/control-shapes.ts'

const KEPT = 500

/** Newer readings replace older ones of the same entry; the last 500 are kept, oldest first. */
export function mergeTraffic(known: TrafficEntry[], fresh: TrafficEntry[]): TrafficEntry[] {
  if (fresh.length === 0) return known
  const bySeq = new Map([...known, ...fresh].map((entry) => [entry.seq, entry]))
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq).slice(-KEPT)
}

/** Where to read on: an entry that was still pending must be read again. */
export function readAfter(known: TrafficEntry[]): number {
  const pending = known.find((entry) => entry.pending)
  return pending ? pending.seq - 1 : (known.at(-1)?.seq ?? 0)
}

/** Words are looked for in everything a row and its bodies say; all of them must be there. */
export function filterTraffic(entries: TrafficEntry[], filter: string, onlyFailed: boolean): TrafficEntry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (onlyFailed && !hasFailed(entry)) return false
    if (words.length === 0) return true
    const text = JSON.stringify(entry).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export function hasFailed(entry: TrafficEntry): boolean {
  return entry.ok === false || entry.error !== null || (entry.httpStatus ?? 0) >= 400
}
