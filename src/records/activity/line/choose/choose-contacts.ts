import type { ContactToken } from '../find/find-contacts.ts'
import type { HeadToken } from '../find/find-kinds.ts'
import { type Span, TAKEN } from '../spans.ts'
import type { Segment } from './split-activities.ts'

/**
 * Whoever was met. A title without a name only describes, once somebody is named (李建国, 骨科主任); who was looked
 * for and not there gives way to who was; and who made the visit was not met at all.
 */
export function metPersons(segment: Segment): ContactToken[] {
  const met = segment.contacts.filter((contact) => !contact.aside && !isVisitor(segment, contact))
  const present = met.filter((contact) => !contact.absent)
  const alone = present.filter((contact) => contact.alone)
  const there = [alone, present, met].find((persons) => persons.length > 0) ?? []
  const named = there.filter((contact) => !contact.nameless)
  return named.length > 0 ? named : there
}

/** 小王拜访附院: a person who opens the clause, before a verb that has its own object, did it. */
function isVisitor(segment: Segment, contact: ContactToken): boolean {
  const head = segment.heads.find((other) => other.start >= contact.end)
  if (!head || !opensClause(segment, contact)) return false
  const between = withoutPersons(segment).slice(contact.end, head.start)
  const isNear = ONLY_PERSONS.test(between)
  // Between spaces (李主任 拜访 附院) the person may stand in a list of what is to be noted.
  if (!isNear || (between.startsWith(' ') && !/^[小阿]|经理|主管|总监|组长|总$/.test(contact.text)))
    return false
  if (contact.likely.some(({ customer }) => isMentioned(segment, customer))) return false
  return hasObject(segment, head)
}

/** Persons joined to each other (小陈、小李拜访附院), and the day they went. */
const ONLY_PERSONS = new RegExp(`^[${TAKEN} 、和与跟及]*$`)

function withoutPersons(segment: Segment): string {
  return segment.contacts.reduce(
    (text, { start, end }) => text.slice(0, start) + TAKEN.repeat(end - start) + text.slice(end),
    segment.open,
  )
}

function opensClause(segment: Segment, contact: Span): boolean {
  const before = withoutPersons(segment).slice(segment.span.start, contact.start)
  const clause = /[^,。;!?]*$/.exec(before)?.[0] ?? ''
  const start = contact.start - clause.length
  return (
    ONLY_PERSONS.test(clause) &&
    !segment.heads.some((head) => head.start >= start && head.start < contact.start)
  )
}

function isMentioned(segment: Segment, customer: ContactToken['known'][number]['customer']): boolean {
  return segment.mentions.some((mention) => mention.customers.includes(customer))
}

/** A visit has its object anywhere behind it, a call directly (小王打电话给附院): 老吴电话 附院 is a call to 老吴. */
function hasObject(segment: Segment, head: HeadToken): boolean {
  const objects = [...segment.mentions, ...segment.contacts].filter((token) => token.start >= head.end)
  if (head.category === 'visit') return objects.length > 0
  if (head.category !== 'call' || /来|接/.test(segment.text.folded.slice(head.start, head.end))) return false
  return objects.some((token) => /^[\u3400-\u9fff]{0,2}$/.test(segment.open.slice(head.end, token.start)))
}
