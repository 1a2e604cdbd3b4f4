import { hanBefore, isHanAt, NAMED, type Span } from '../spans.ts'
import {
  ENGLISH_PLACES,
  GENERIC_PLACES,
  NOT_IN_ENGLISH_NAMES,
  PLACE_LEADS,
  PLACE_SUFFIXES,
  SHORT_PLACES,
} from '../words/customer-words.ts'
import { type CustomerIndex, findSharing, findSimilar, type IndexedCustomer } from './customer-index.ts'
import { isAside, type Mention } from './find-customers.ts'
import { findWords, makeWordTable } from './find-words.ts'

const PLACE_TABLE = makeWordTable([
  ...Object.keys(PLACE_SUFFIXES).map((word) => [word, 'suffix'] as const),
  ...SHORT_PLACES.map((word) => [word, 'short'] as const),
])

/** Names of places that no customer bears, found by their endings (徐岭和平诊所, Sunrise Clinic), and short forms (一院). */
export function findPlaces(open: string, cased: string, index: CustomerIndex): Mention[] {
  const chinese = findWords(open, PLACE_TABLE).flatMap((word) => {
    // The run may go on to a later ending (和平诊所门诊部): the last one names the place.
    const run = hanBefore(open, word.start, 12)
    // After another name 和 joins; at the beginning of a clause it may be part of the name (和平诊所).
    const joined = open[word.start - run.length - 1] === NAMED && /^[和与跟及]/.test(run)
    const before = trimLead(joined ? run.slice(1) : run)
    if (isWardWord(open, word, before)) return []
    if (before === '' && word.value === 'suffix') return []
    return [{ start: word.start - before.length, end: word.end }]
  })
  return joinTouching([...chinese, ...findEnglishPlaces(open, cased)]).map((span) =>
    toMention(open, span, index),
  )
}

function toMention(open: string, span: Span, index: CustomerIndex): Mention {
  const similar = findSimilar(open.slice(span.start, span.end), index)
  return {
    ...span,
    customers: similar,
    how: SHORT_PLACES.includes(open.slice(span.start, span.end)) ? 'partial' : 'unknown',
    aside: isAside(open, span),
  }
}

/** 骨科门诊 is part of a hospital, and 药房主任 is a person's title. */
function isWardWord(open: string, word: Span & { text: string }, before: string): boolean {
  if (/^(?:门诊|药房|社区|学校)$/.test(word.text) && /[科室区楼层]$|^$/.test(before)) return true
  return (
    /^(?:药房|门诊|社区)$/.test(word.text) &&
    /^(?:主任|负责人|经理|组长|护士|医生|患者|病人)/.test(open.slice(word.end, word.end + 3))
  )
}

/** Cuts what cannot begin a name: 今天去了附近的徐岭诊所 leaves 徐岭, 三家药店 leaves nothing. */
function trimLead(run: string): string {
  let name = run.split(/[的了是有叫]/).at(-1) ?? ''
  for (let lead: string | undefined = ''; lead !== undefined; ) {
    lead = PLACE_LEADS.find((word) => name.startsWith(word))
    name = name.slice(lead?.length ?? 0)
  }
  // 霞湾三家药店 are three, none of them named.
  return GENERIC_PLACES.includes(name) || /[一二两三四五六七八九十几数多\d]家$/.test(name) ? '' : name
}

function findEnglishPlaces(open: string, cased: string): Span[] {
  const pattern = new RegExp(
    `(?<![a-z0-9])((?:[a-z][a-z0-9'&.-]{0,30} ){1,4})(?:${ENGLISH_PLACES.join('|')})(?![a-z])`,
    'g',
  )
  return [...open.matchAll(pattern)].flatMap((match) => {
    const words = (match[1] ?? '').trimEnd().split(' ')
    const last = words.findLastIndex((word) => NOT_IN_ENGLISH_NAMES.has(word))
    const name = words.slice(last + 1).join(' ')
    if (name === '') return []
    const end = match.index + match[0].length
    const start = end - (match[0].length - (match[1] ?? '').length) - name.length - 1
    // "a small clinic" names nobody; a name is written with a capital or follows a customer word directly.
    return /^[A-Z]/.test(cased.slice(start)) ||
      /(?:customer|client|account):? $|[\ufffb\ufffc][ :,]*$/.test(open.slice(Math.max(0, start - 16), start))
      ? [{ start, end }]
      : []
  })
}

function joinTouching(spans: Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else joined.push({ ...span })
  }
  return joined
}

/** Pieces of known names without a place word (仁爱 of 坡塘仁爱门诊部): a hint whom to ask for, never a match. */
export function findPieces(open: string, index: CustomerIndex): Mention[] {
  const found: Mention[] = []
  const pieces = findSharing(open, index)
  for (let at = 0; at + 2 <= open.length; at++) {
    const customers = pieces.get(open.slice(at, at + 2))
    if (!customers) continue
    const end = longestPiece(open, at, customers)
    found.push({
      start: at,
      end,
      customers: [...customers],
      how: 'partial',
      aside: isAside(open, { start: at, end }),
    })
    at = end - 1
  }
  return found
}

function longestPiece(open: string, start: number, customers: Set<IndexedCustomer>): number {
  const names = [...customers].flatMap((customer) => customer.names)
  let end = start + 2
  while (isHanAt(open, end) && names.some((name) => name.includes(open.slice(start, end + 1)))) end++
  return end
}
