import type { ActivityLineContext } from './activity-line-reading.ts'
import { chooseCustomers } from './choose/choose-customers.ts'
import { readNotes } from './choose/read-notes.ts'
import { type Segment, splitActivities } from './choose/split-activities.ts'
import { findSimilar, indexCustomers } from './find/customer-index.ts'
import { localNow } from './find/near-days.ts'
import { readLine } from './read-line.ts'
import type { Span } from './spans.ts'

/** What was typed where a form asks for a customer. */
export interface CustomerReading {
  /** Set only when sure. */
  id?: string
  /** The name as typed, without what else stands beside it. */
  name: string
  /** Ids that it may mean otherwise, the likeliest first. */
  candidates: string[]
  /** What stands beside the name, as typed: 骨科, 张伟. */
  rest: string
}

/**
 * Reads the customer of one cell (南湾一院骨科) by the very rules of a line of the log, so that nobody is understood
 * in the one and not in the other. Pure; never throws.
 */
export function parseCustomer(typed: string, { now, zone, customers }: ActivityLineContext): CustomerReading {
  const index = indexCustomers(customers)
  const { today } = localNow(now, zone)
  const segments = splitActivities(readLine(typed, index, { today }))
  const read = segments.map((segment) => ({ segment, chosen: chooseCustomers(segment) }))
  const chosen = read.flatMap((each) => each.chosen)
  const [only] = read.flatMap(({ segment, chosen: own }) => own.map((each) => ({ segment, chosen: each })))
  if (!only || chosen.length > 1) {
    const candidates = [
      ...chosen.flatMap(({ match: { id, candidates: more } }) => [...(id ? [id] : []), ...more]),
      ...findSimilar(typed, index).map(({ id }) => id),
    ]
    return { name: typed.trim(), candidates: [...new Set(candidates)], rest: '' }
  }
  const { match, span, state } = only.chosen
  const isSure = state === 'sure' && match.id !== undefined
  // Whoever stands for a customer, and what it lies opposite of, is not its name.
  const isName = only.segment.mentions.some(({ start, aside }) => start === span.start && !aside)
  const name = isName ? match.typed : typed.trim()
  const similar = isSure ? [] : findSimilar(name, index).map(({ id }) => id)
  return {
    ...(isSure ? { id: match.id } : {}),
    name,
    candidates: [...new Set([...match.candidates, ...similar])],
    rest: isName ? restOf(segments, [span]) : isSure ? restOf(segments, []) : '',
  }
}

/** What else was said, without the verb that led to the name and the marks behind it: 拜访, （骨科）, 的林主任. */
const restOf = (segments: readonly Segment[], used: readonly Span[]): string =>
  segments
    .map((segment) =>
      readNotes(segment, [...used, ...visitsOf(segment)]).replace(/^[(（【[]([^()（）]*)[)）】\]]$/u, '$1'),
    )
    .map((note) => note.replace(/^[的之](?=.)/u, ''))
    .filter((note) => note !== '')
    .join(' ')

const visitsOf = ({ heads }: Segment) => heads.filter(({ word }) => word === 'visit')
