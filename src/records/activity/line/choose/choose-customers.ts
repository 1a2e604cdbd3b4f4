import type { CustomerMatch } from '../activity-line-reading.ts'
import type { IndexedCustomer } from '../find/customer-index.ts'
import type { ContactToken } from '../find/find-contacts.ts'
import type { Mention } from '../find/find-customers.ts'
import { NAMED, type Span, TAKEN } from '../spans.ts'
import { LIST_JOINERS } from '../words/customer-words.ts'
import { FILLERS } from '../words/filler-words.ts'
import type { Segment } from './split-activities.ts'

/** One customer of a segment, with the stretch of text that speaks of it. */
export interface ChosenCustomer {
  match: CustomerMatch
  /** Named beyond doubt, or a new name nobody has. */
  state: 'sure' | 'new_name' | 'unsure'
  span: Span
}

/** The customers a segment is about; none when none is named. Several only when they form a plain list. */
export function chooseCustomers(segment: Segment): ChosenCustomer[] {
  const named = withoutTopics(segment, distinct(segment.mentions.filter((mention) => !mention.aside)))
  const met = segment.contacts.filter((contact) => !contact.aside)
  if (named.length === 0) {
    const pieces = segment.pieces.filter((piece) => !piece.aside)
    const landmarks = segment.mentions.filter((mention) => mention.how === 'partial')
    return byContacts(segment, met, [...landmarks, ...pieces])
  }
  if (named.length === 1 || isList(segment, named))
    return named.map((mention) => choose(segment, mention, named.length === 1 ? met : []))
  const first = named[0]
  return first
    ? [
        toUnsure(
          segment,
          first,
          named.flatMap((mention) => mention.customers),
        ),
      ]
    : []
}

function choose(segment: Segment, mention: Mention, met: ContactToken[]): ChosenCustomer {
  const [only] = mention.customers
  if (mention.how === 'sure' && only)
    return { match: match(segment, mention, [], only), state: 'sure', span: mention }
  // A part of a name and a person of the directory that both point to one customer leave no doubt.
  const person = met.flatMap((contact) => (contact.known.length === 1 ? contact.known : []))[0]
  if (mention.how === 'partial' && person && mention.customers.includes(person.customer)) {
    return { match: match(segment, mention, [], person.customer), state: 'sure', span: mention }
  }
  const hinted = met.flatMap((contact) => contact.likely.map((likely) => likely.customer))
  const candidates = [...mention.customers, ...hinted]
  const isNewName = mention.how === 'unknown' && mention.customers.length === 0
  return { ...toUnsure(segment, mention, candidates), state: isNewName ? 'new_name' : 'unsure' }
}

/** Nobody named a customer: a person of the directory may stand for one (call 张伟). */
function byContacts(segment: Segment, met: ContactToken[], hints: Mention[]): ChosenCustomer[] {
  const sure = met.filter((contact) => isOneCustomer(contact))
  const hinted = hints.flatMap((hint) => hint.customers)
  const customers = new Set(sure.flatMap((contact) => contact.known[0]?.customer ?? []))
  const agrees = hinted.length === 0 || [...customers].every((customer) => hinted.includes(customer))
  if (sure.length > 0 && agrees && sure.length === met.length) {
    return [...customers].flatMap((customer) => {
      const contact = sure.find((other) => other.known[0]?.customer === customer)
      const span = hints.find((hint) => hint.customers.includes(customer)) ?? contact
      return span ? [{ match: match(segment, span, [], customer), state: 'sure' as const, span }] : []
    })
  }
  const candidates = [...hinted, ...met.flatMap((contact) => contact.likely.map((likely) => likely.customer))]
  const span = hints[0] ?? met.find((contact) => contact.likely.length > 0)
  return span ? [toUnsure(segment, span, candidates)] : []
}

function isOneCustomer(contact: ContactToken): boolean {
  return new Set(contact.known.map((known) => known.customer)).size === 1
}

function toUnsure(segment: Segment, span: Span, candidates: IndexedCustomer[]): ChosenCustomer {
  return { match: match(segment, span, candidates, null), state: 'unsure', span }
}

function match(
  segment: Segment,
  span: Span,
  candidates: IndexedCustomer[],
  sure: IndexedCustomer | null,
): CustomerMatch {
  const { typed, starts, ends } = segment.text
  const start = starts[span.start] ?? 0
  const end = ends[span.end - 1] ?? start
  return {
    ...(sure ? { id: sure.id } : {}),
    typed: typed.slice(start, end),
    typedAt: { start, end },
    candidates: [...new Set(candidates.map((customer) => customer.id))],
  }
}

function distinct(mentions: Mention[]): Mention[] {
  const seen = new Set<string>()
  return mentions.filter((mention) => {
    const key = mention.how === 'sure' ? `#${mention.customers[0]?.id}` : `?${mention.start}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A strange place inside running text beside a customer that is sure is only talked about (反馈周边药店缺货). */
function withoutTopics(segment: Segment, named: Mention[]): Mention[] {
  const sure = named.filter((mention) => mention.how === 'sure')
  if (sure.length === 0) return named
  return named.filter(
    (mention) => mention.how === 'sure' || isJoined(segment, mention) || hasEdge(segment, mention),
  )
}

function isJoined(segment: Segment, mention: Span): boolean {
  return /[、,/&+;和与及跟] ?$|and $/.test(segment.open.slice(Math.max(0, mention.start - 6), mention.start))
}

/** Whether the name is followed by a mark, a space, the end or something understood, not by running text. */
function hasEdge(segment: Segment, mention: Span): boolean {
  return (
    !/^(?![\u3400-\u9fff]{1,4}科)[\u3400-\u9fff]/.test(segment.open.slice(mention.end, mention.end + 6)) ||
    mention.end >= segment.span.end
  )
}

const joinerWords = new Set([...LIST_JOINERS, ...FILLERS])
const TAKEN_MARKS = new RegExp(`[${TAKEN}${NAMED}]+`, 'g')

/** Whether nothing but joiners, departments and understood words stands between the customers. */
function isList(segment: Segment, named: Mention[]): boolean {
  return named.slice(1).every((mention, at) => {
    // Unjoined, only known customers in a row make a list, and none that runs on into other text.
    if (!isJoined(segment, mention) && (mention.how !== 'sure' || !hasEdge(segment, mention))) return false
    const between = segment.open.slice(named[at]?.end ?? 0, mention.start)
    const rest = between
      .replace(TAKEN_MARKS, ' ')
      .replace(/[\u3400-\u9fff]{1,4}科室?/g, ' ')
      .replace(/[,、;/+&().:。!\-~]/g, ' ')
    return rest.split(' ').every((word) => word === '' || joinerWords.has(word))
  })
}
