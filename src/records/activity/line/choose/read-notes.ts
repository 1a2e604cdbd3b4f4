import { hide, type Span, TAKEN } from '../spans.ts'
import { FILLERS } from '../words/filler-words.ts'
import type { Segment } from './split-activities.ts'

const fillers = new Set(FILLERS)

/** What a segment says beyond the fields, as typed. `used` are the spans that went into fields. */
export function readNotes(segment: Segment, used: readonly Span[]): string {
  const { typed, folded, starts, ends } = segment.text
  const rest = hide(folded, used).slice(segment.span.start, segment.span.end)
  const pieces: string[] = []
  for (const run of rest.matchAll(new RegExp(`[^${TAKEN}]+`, 'g'))) {
    const words = run[0].replace(/[\p{P}\p{S}\s]+/gu, ' ').trim()
    if (
      words === ''
        ? !/\p{Extended_Pictographic}/u.test(run[0])
        : words.split(' ').every((word) => fillers.has(word))
    )
      continue
    const lead = run[0].length - run[0].replace(EDGE_START, '').length
    const kept = run[0].replace(EDGE_START, '').replace(EDGE_END, '')
    const from = segment.span.start + run.index + lead
    pieces.push(typed.slice(starts[from], ends[from + kept.length - 1]))
  }
  return pieces.join(' ')
}

// One character class each, so that trimming stays linear; brackets and quotes are kept with what they hold.
const EDGE_START = /^[\s,。、;:!?.~\-/)]+/u
const EDGE_END = /[\s,。、;:~\-/(]{1,100}$/u
