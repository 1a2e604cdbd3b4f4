export type LineActivityKind = 'visit_new' | 'visit_old' | 'call' | 'other'

/** What has to be asked before saving. `future`: the day or hour has not come yet, so it is a plan, not a report. */
export type ActivityAsk = 'kind' | 'customer' | 'day' | 'future'

/** A customer as the parser needs to know it. `kind` is hospital, clinic, pharmacy or the company's own. */
export interface CustomerName {
  id: string
  name: string
  aliases: readonly string[]
  kind: string
  contacts: readonly { name: string; title?: string | undefined }[]
}

export interface CustomerMatch {
  /** Set only when sure. Without id and without an ask, a new customer is to be created on confirmation. */
  id?: string
  /** The name as typed; for a customer known by its contact only, the contact as typed. */
  typed: string
  /** Where it stands in the typed text, in UTF-16 code units. */
  typedAt: { start: number; end: number }
  /** Ids to choose from when asked, the likeliest first. */
  candidates: string[]
}

export interface ActivityReading {
  /** Absent when it has to be asked; `kindOptions` then holds what is still possible. */
  kind?: LineActivityKind
  kindOptions: LineActivityKind[]
  customer?: CustomerMatch
  /** The person met, in simplified characters; several are joined by 、. */
  contact?: string
  minutes?: number
  /** ISO day. Absent when it has to be asked; `dayOptions` then holds the likely ones, if any. */
  day?: string
  dayOptions: string[]
  /** How many more of this kind were said to have been done (打了两个电话) without a name. */
  unnamed?: number
  asks: ActivityAsk[]
  /** The rest of the text that belongs to this activity, as typed. */
  notes: string
}

export interface ActivityLineReading {
  /** At least one. */
  activities: ActivityReading[]
  /** All asks of all activities, in the order kind, customer, day, future. */
  asks: ActivityAsk[]
  /** Minutes said once for several activities: whoever confirms divides them. */
  sharedMinutes?: number
}

export interface ActivityLineContext {
  now: Date
  /** IANA zone of the person who types. */
  zone: string
  /** Whoever types may write the day before the month as well as behind it: 5/11. */
  isEitherFirst?: boolean
  customers: readonly CustomerName[]
}
