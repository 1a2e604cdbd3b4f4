import type {
  ActivityAsk,
  ActivityLineContext,
  ActivityLineReading,
  ActivityReading,
  CustomerMatch,
} from './activity-line-reading.ts'
import { metPersons } from './choose/choose-contacts.ts'
import { type ChosenCustomer, chooseCustomers } from './choose/choose-customers.ts'
import { chooseDay, type DayChoice } from './choose/choose-day.ts'
import { chooseKind } from './choose/choose-kind.ts'
import { chooseMinutes } from './choose/choose-minutes.ts'
import { readNotes } from './choose/read-notes.ts'
import { shareOut } from './choose/share-out.ts'
import { type Segment, splitActivities } from './choose/split-activities.ts'
import { splitEntries } from './choose/split-entries.ts'
import { indexCustomers } from './find/customer-index.ts'
import type { ContactToken } from './find/find-contacts.ts'
import type { StatusToken } from './find/find-kinds.ts'
import { type Day, localNow } from './find/near-days.ts'
import { readLine } from './read-line.ts'
import type { Span } from './spans.ts'

const ASK_ORDER: ActivityAsk[] = ['kind', 'customer', 'day', 'future']

/**
 * Reads one line of a rep's log (拜访南湾一院骨科 新客户 30分钟). Pure; never throws. What is not sure is asked,
 * never guessed; minutes are optional and never asked.
 */
export function parseActivityLine(text: string, context: ActivityLineContext): ActivityLineReading {
  const moment = localNow(context.now, context.zone)
  const reference = { today: moment.today, isEitherFirst: context.isEitherFirst }
  const index = indexCustomers(context.customers)
  const activities: ActivityReading[] = []
  let inherited: Day[] | null = null
  let sharedMinutes: number | undefined
  for (const entry of splitEntries(text, (typed) => readLine(typed, index, reference))) {
    for (const segment of splitActivities(entry.line)) {
      const day: DayChoice = chooseDay(segment, moment, inherited)
      // Told under a day that was only guessed, what follows is to be asked too.
      if (day.leads) inherited = day.guessed ? [] : day.days
      const read = readSegment(segment, day)
      activities.push(...read.activities.map((activity) => moveBy(activity, entry.start)))
      sharedMinutes ??= read.sharedMinutes
    }
  }
  const asked = new Set(activities.flatMap((activity) => activity.asks))
  return {
    activities,
    asks: ASK_ORDER.filter((ask) => asked.has(ask)),
    ...(sharedMinutes === undefined ? {} : { sharedMinutes }),
  }
}

/** What is typed on a line of its own is told of the whole message. */
function moveBy(activity: ActivityReading, start: number): ActivityReading {
  const { customer } = activity
  if (!customer || start === 0) return activity
  const typedAt = { start: customer.typedAt.start + start, end: customer.typedAt.end + start }
  return { ...activity, customer: { ...customer, typedAt } }
}

function readSegment(
  segment: Segment,
  day: DayChoice,
): { activities: ActivityReading[]; sharedMinutes?: number } {
  const customers = chooseCustomers(segment)
  const spans = customers.map((customer) => customer.span)
  const statuses = shareOut(segment.statuses, spans, segment)
  const contacts = shareOut(metPersons(segment), spans, segment, 'own')
  const minutes = chooseMinutes(segment, spans)
  const notes = readNotes(segment, usedSpans(segment, customers, day, minutes.used))
  const count = segment.heads.reduce((sum, head) => sum + (head.count ?? 0), 0)
  const rows: (ChosenCustomer | null)[] = customers.length > 0 ? customers : [null]
  const activities = rows.map((customer, at) =>
    buildReading({
      segment,
      customer,
      day,
      notes,
      statuses: statuses[at] ?? [],
      contacts: contacts[at] ?? [],
      minutes: minutes.each[at],
    }),
  )
  const missing = count - customers.length
  const first = activities[0]
  if (missing > 0 && count > 1 && first) {
    if (customers.length === 0) first.unnamed = missing
    else activities.push(unnamedReading(first, missing))
  }
  // Fewer said than named: one of the names is not meant.
  if (count > 0 && missing < 0) for (const activity of activities) doubtCustomer(activity)
  return { activities, ...(minutes.shared === undefined ? {} : { sharedMinutes: minutes.shared }) }
}

interface Row {
  segment: Segment
  customer: ChosenCustomer | null
  day: DayChoice
  notes: string
  statuses: StatusToken[]
  contacts: ContactToken[]
  minutes: number | undefined
}

function buildReading({ segment, customer, day, notes, statuses, contacts, minutes }: Row): ActivityReading {
  const said = statuses.filter((token) => !token.hedged).map((token) => token.status)
  const kinds = chooseKind(segment, statuses)
  const kind = kinds.length === 1 ? kinds[0] : undefined
  const isNew = kind === 'visit_new' || (said.includes('new') && !said.includes('old'))
  // A new customer is not the one of the directory whose contact happens to have this name.
  const byContactOnly = customer !== null && contacts.some((contact) => contact.start === customer.span.start)
  const sure =
    customer !== null &&
    (customer.state === 'sure' ? !(isNew && byContactOnly) : customer.state === 'new_name' && isNew)
  const only = day.days.length === 1 && !day.guessed ? day.days[0]?.toString() : undefined
  const contact = [...new Set(contacts.map((token) => token.text))].join('、')
  const asks = new Set<ActivityAsk>()
  if (!kind) asks.add('kind')
  // A meeting or a training needs no customer, so a doubtful one is left out rather than asked.
  if (!sure && kind !== 'other') asks.add('customer')
  if (!only) asks.add('day')
  if (day.future) asks.add('future')
  const shown = customer && (sure || kind !== 'other') ? customer : null
  return {
    ...(kind ? { kind } : {}),
    kindOptions: kinds,
    ...(shown ? { customer: sure ? shown.match : withoutId(shown.match) } : {}),
    ...(contact ? { contact } : {}),
    ...(minutes === undefined ? {} : { minutes }),
    ...(only ? { day: only } : {}),
    dayOptions: day.days.map(String),
    asks: ASK_ORDER.filter((ask) => asks.has(ask)),
    notes,
  }
}

function withoutId({ id, ...match }: CustomerMatch): CustomerMatch {
  return id === undefined ? match : { ...match, candidates: [id, ...match.candidates] }
}

function unnamedReading(like: ActivityReading, unnamed: number): ActivityReading {
  const { customer: _, contact: __, minutes: ___, ...rest } = like
  const reading = { ...rest, unnamed, asks: [...like.asks] }
  addAsk(reading, 'customer')
  return reading
}

function doubtCustomer(activity: ActivityReading): void {
  if (activity.customer) activity.customer = withoutId(activity.customer)
  addAsk(activity, 'customer')
}

function addAsk(activity: ActivityReading, ask: ActivityAsk): void {
  activity.asks = ASK_ORDER.filter((known) => known === ask || activity.asks.includes(known))
}

const COUNT_BEFORE = /(?:了 ?)?(?:\d{1,2}|[一两二三四五六七八九十]{1,3}) ?(?:家|个|位|所)$/
const COUNT_AFTER = /^ ?(?:\d{1,2}|[一两二三四五六七八九十]{1,3}) ?(?:家|个|位|所)/

/** 了3家新客户, 老客户2家: how many there were is told by who they were, and is nothing to note of each. */
function withCount(token: StatusToken, folded: string): Span {
  if (!token.counted) return token
  const before = COUNT_BEFORE.exec(folded.slice(Math.max(0, token.start - 8), token.start))
  const after = before ? null : COUNT_AFTER.exec(folded.slice(token.end, token.end + 8))
  return {
    start: token.start - (before?.[0].length ?? 0),
    end: token.end + (after?.[0].length ?? 0),
  }
}

function usedSpans(segment: Segment, customers: ChosenCustomer[], day: DayChoice, durations: Span[]): Span[] {
  // Doubtful customers and contacts stay out of the notes too: they are shown beside what is asked.
  const named = customers.map((customer) => customer.span)
  const dayParts = segment.dayParts.filter(
    (part) => !segment.clocks.some((clock) => clock.start === part.end),
  )
  return [
    ...segment.heads,
    ...segment.statuses.map((token) => withCount(token, segment.text.folded)),
    ...named,
    ...metPersons(segment),
    ...day.used,
    ...dayParts,
    ...durations,
  ]
}
