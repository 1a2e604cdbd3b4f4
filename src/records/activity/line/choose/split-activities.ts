import type { HeadToken } from '../find/find-kinds.ts'
import type { LineTokens } from '../read-line.ts'
import type { Span } from '../spans.ts'

/** The tokens of one activity, or of several that share everything but the customer. */
export interface Segment extends LineTokens {
  span: Span
}

/** Cuts a line that tells of several things (上午开会 下午拜访附院, 打了两个电话 拜访一家) into one piece for each. */
export function splitActivities(line: LineTokens): Segment[] {
  const { heads, asideFrom } = dropLaterPlans(spreadStates(line))
  const cuts = [0]
  let current: HeadToken[] = []
  for (const [at, head] of heads.entries()) {
    const from = clauseStart(line, heads, at)
    const until = heads[at + 1] ? clauseStart(line, heads, at + 1) : line.open.length
    const start = cuts.at(-1) ?? 0
    if (
      current.length > 0 &&
      from > start &&
      opensNew(line, current, head, { start, end: from }, { start: from, end: until })
    ) {
      cuts.push(from)
      current = []
    }
    current.push(head)
  }
  const whole = { ...line, heads, mentions: markAside(line, asideFrom) }
  const segments = cuts.map((start, at) => within(whole, { start, end: cuts[at + 1] ?? line.open.length }))
  const forAll = line.statuses.filter((status) => status.forAll)
  return segments.map((segment) => (segment.statuses.length > 0 ? segment : { ...segment, statuses: forAll }))
}

function opensNew(line: LineTokens, current: HeadToken[], head: HeadToken, before: Span, own: Span): boolean {
  if (head.state === 'negated' || current.every((other) => other.state === 'negated')) return false
  const has = (span: Span) => namesCustomer(line, span)
  const hasPerson = (span: Span) => has(span) || line.contacts.some((contact) => isIn(contact, span))
  const counted = (heads: HeadToken[]) => heads.some((other) => other.count !== undefined)
  const categories = current.map((other) => other.category)
  if (categories.includes(head.category)) {
    if (head.category === 'other') return false
    return has(own) && has(before)
  }
  // A training or a meeting told after a visit is what was done there, unless another time of day opens it.
  if (head.category === 'other') return beginsWithTime(line, own) && (has(before) || counted(current))
  if (categories.includes('other')) return hasPerson(own) || counted([head])
  return (hasPerson(own) || counted([head])) && (hasPerson(before) || counted(current))
}

function namesCustomer(line: LineTokens, span: Span): boolean {
  return line.mentions.some((mention) => !mention.aside && isIn(mention, span))
}

function beginsWithTime(line: LineTokens, span: Span): boolean {
  const first = line.open.slice(span.start).search(/\S/) + span.start
  return [...line.days, ...line.dayParts, ...line.clocks].some((token) => token.start === first)
}

/** Where the clause of a head begins: behind the last mark or space, with the day and time words that lead it. */
function clauseStart(line: LineTokens, heads: HeadToken[], at: number): number {
  const head = heads[at]
  if (!head) return 0
  const previousEnd = heads[at - 1]?.end ?? 0
  let start = head.start
  while (start > previousEnd && !/[ ,。;!?、\n]/.test(line.open[start - 1] ?? ' ')) start--
  // Without a mark between two verbs the customer belongs to the first (先去附院再去康民).
  if (start === previousEnd && at > 0) start = head.start
  // 康民 电话;同和 拜访: a customer before the verb opens the clause when none follows.
  const mark = Math.max(...[...',。;'].map((sign) => line.open.lastIndexOf(sign, head.start))) + 1
  const next = heads[at + 1]?.start ?? line.open.length
  if (
    mark > previousEnd &&
    namesCustomer(line, { start: mark, end: head.start }) &&
    !namesCustomer(line, { start: head.start, end: next })
  ) {
    return mark
  }
  for (let moved = true; moved; ) {
    moved = false
    const gap = line.open[start - 1] === ' ' ? 1 : 0
    const lead = [...line.days, ...line.dayParts, ...line.statuses].find(
      (token) => token.end === start - gap && token.start >= previousEnd,
    )
    // Customer words stand before the verb only at the start of a clause (新客户拜访康民).
    if (lead && !('status' in lead)) {
      start = lead.start
      moved = true
    }
  }
  return start
}

/** A plan or a negation holds for the verbs that follow in its clause (要去附院见赵教授). */
function spreadStates(line: LineTokens): HeadToken[] {
  const heads: HeadToken[] = []
  for (const head of line.heads) {
    const last = heads.at(-1)
    const between = last ? line.open.slice(last.end, head.start) : ''
    if (last && head.state === 'done' && isForLater(line, head)) {
      heads.push({ ...head, state: 'planned' })
      continue
    }
    const spreads =
      last !== undefined &&
      head.state === 'done' &&
      !/[了过]|ed$|^(?:met|saw)/.test(line.text.folded.slice(head.start, head.end)) &&
      ((last.state === 'planned' && !/[,。;!?]/.test(between)) ||
        (last.state === 'negated' && last.category === head.category && !/[ ,。;!?]/.test(between)))
    heads.push(spreads ? { ...head, state: last.state } : head)
  }
  return heads
}

/** 电话预约附院赵教授下周二拜访: a coming day glued between what was done and the verb. */
function isForLater(line: LineTokens, head: HeadToken): boolean {
  const day = line.days.find(
    (token) =>
      token.ahead && token.end <= head.start && /^[ \ufffc]*$/.test(line.open.slice(token.end, head.start)),
  )
  return day !== undefined && day.start > 0 && !/[ ,。;!?、]/.test(line.open[day.start - 1] ?? ' ')
}

/** What is planned after something was done is its next step, not an activity (电话康民 约了明天拜访). */
function dropLaterPlans(all: HeadToken[]): { heads: HeadToken[]; asideFrom: Span[] } {
  const firstDone = all.findIndex((head) => head.state === 'done')
  const isLater = (head: HeadToken, at: number) =>
    firstDone >= 0 && at > firstDone && head.state === 'planned'
  const asideFrom = all.flatMap((head, at) =>
    isLater(head, at) ? [{ start: head.start, end: all[at + 1]?.start ?? Number.MAX_SAFE_INTEGER }] : [],
  )
  return { heads: all.filter((head, at) => !isLater(head, at)), asideFrom }
}

function markAside(line: LineTokens, spans: Span[]): LineTokens['mentions'] {
  return line.mentions.map((mention) =>
    spans.some((span) => isIn(mention, span)) ? { ...mention, aside: true } : mention,
  )
}

function isIn(token: Span, span: Span): boolean {
  return token.start >= span.start && token.start < span.end
}

function within(line: LineTokens, span: Span): Segment {
  const pick = <T extends Span>(tokens: T[]) => tokens.filter((token) => isIn(token, span))
  return {
    ...line,
    span,
    heads: pick(line.heads),
    statuses: pick(line.statuses),
    cancelled: pick(line.cancelled),
    skipped: pick(line.skipped),
    mentions: pick(line.mentions),
    pieces: pick(line.pieces),
    contacts: pick(line.contacts),
    days: pick(line.days),
    dayParts: pick(line.dayParts),
    clocks: pick(line.clocks),
    durations: pick(line.durations),
  }
}
