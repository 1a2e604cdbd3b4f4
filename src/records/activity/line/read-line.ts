import { type FoldedText, foldWithOffsets } from '../../../text/fold-text.ts'
import type { CustomerIndex } from './find/customer-index.ts'
import { type ClockToken, findClockRanges, findClocks } from './find/find-clocks.ts'
import { type ContactToken, findBareContacts, findContacts } from './find/find-contacts.ts'
import { findNames, judgeName, type Mention } from './find/find-customers.ts'
import { type DayPartToken, type DayToken, findDayParts, findDays } from './find/find-days.ts'
import { type DurationToken, findDurations } from './find/find-durations.ts'
import { findKinds, type KindTokens } from './find/find-kinds.ts'
import { findPieces, findPlaces } from './find/find-places.ts'
import type { DayReference } from './find/near-days.ts'
import { hide, NAMED } from './spans.ts'

/** Everything that was recognised in a line, before anything is concluded from it. Spans are of the folded text. */
export interface LineTokens extends KindTokens {
  text: FoldedText
  /** The folded text with the recognised parts blotted out. */
  open: string
  mentions: Mention[]
  /** Hints used only where a line names no customer. */
  pieces: Mention[]
  contacts: ContactToken[]
  days: DayToken[]
  dayParts: DayPartToken[]
  clocks: ClockToken[]
  durations: DurationToken[]
}

/**
 * The order matters: names first, because they may contain any other word; times before days, because 3-4点 is no
 * date; durations after times, because 3点20分 lasts nothing; persons before unknown places, because these are
 * read backwards from their endings.
 */
export function readLine(typed: string, index: CustomerIndex, reference: DayReference): LineTokens {
  const text = foldWithOffsets(typed)
  const names = findNames(text.folded, index)
  let open = hide(text.folded, names, NAMED)
  const ranges = findClockRanges(open)
  open = hide(open, ranges)
  const days = findDays(open, text.cased, reference)
  open = hide(open, days)
  const clocks = findClocks(open)
  open = hide(open, clocks)
  const durations = findDurations(open)
  open = hide(open, durations)
  const dayParts = findDayParts(open)
  open = hide(open, dayParts)
  const kinds = findKinds(open)
  open = hide(open, [...kinds.heads, ...kinds.statuses, ...kinds.cancelled, ...kinds.skipped])
  const titled = findContacts(open, text.cased, index)
  open = hide(open, titled, NAMED)
  // Judged while what surrounds the names is still there, and before a longer name is taken for a new place.
  const surroundings = open
  const judged = names.map((name) => judgeName(surroundings, name, index))
  open = hide(open, judged, NAMED)
  const places = findPlaces(open, text.cased, index)
  open = hide(open, places, NAMED)
  const anchors = new Set([...judged, ...places, ...kinds.heads].map((span) => span.end))
  const bare = findBareContacts(open, text.cased, anchors, index)
  open = hide(open, bare, NAMED)
  const mentions = [...judged, ...places].sort((a, b) => a.start - b.start)
  return {
    ...kinds,
    text,
    open,
    mentions: withoutOverlaps(mentions),
    pieces:
      mentions.every((mention) => mention.aside) || kinds.heads.length > 1 ? findPieces(open, index) : [],
    contacts: [...titled, ...bare].sort((a, b) => a.start - b.start),
    days,
    // 今早 and 今晚 are day and part of the day at once.
    dayParts: [
      ...dayParts,
      ...findDayParts(text.folded).filter((part) =>
        days.some((day) => day.start <= part.start && part.end <= day.end),
      ),
    ],
    clocks: [...ranges, ...clocks].sort((a, b) => a.start - b.start),
    durations,
  }
}

/** A doubtful name stretched over what follows it (康民 with 大药房) may cover a place found there. */
function withoutOverlaps(mentions: Mention[]): Mention[] {
  const kept: Mention[] = []
  for (const mention of mentions) {
    const last = kept.at(-1)
    if (last && mention.start < last.end)
      kept[kept.length - 1] = { ...last, end: Math.max(last.end, mention.end) }
    else kept.push(mention)
  }
  return kept
}
