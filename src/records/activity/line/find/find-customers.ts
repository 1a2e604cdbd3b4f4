import { isAbbreviation } from '../../../../text/rank-matches.ts'
import { endsWithWord, hanAfter, hanBefore, isLatin, type Span, textBefore } from '../spans.ts'
import {
  ABOUT_CUSTOMER,
  AFTER_CUSTOMER,
  BEFORE_CUSTOMER,
  BRANCH,
  DEPARTMENT_AFTER,
  HOSPITAL_DEPARTMENT_AFTER,
  MAYBE_AFTER_CUSTOMER,
  NEARBY,
  OTHER_PLACES,
  OWN_ROOMS,
  PLACE_SUFFIXES,
  TAKEN_BY_VERB,
} from '../words/customer-words.ts'
import { isLikelyName } from './chinese-names.ts'
import { type CustomerIndex, findSimilar, type IndexedCustomer } from './customer-index.ts'
import { type FoundWord, standsAlone } from './find-words.ts'

/** A customer, or what looks like one, as it stands in the text. */
export interface Mention extends Span {
  /** Exactly one when the text names it beyond doubt. */
  customers: IndexedCustomer[]
  /** sure: named exactly; partial: part of a known name; unknown: a name nobody has. */
  how: 'sure' | 'partial' | 'unknown'
  /** Talked about or passed by, not dealt with. */
  aside: boolean
}

/** Every place where a whole name or alias stands; what overlaps or touches for one customer is one mention. */
export function findNames(text: string, index: CustomerIndex): FoundWord<IndexedCustomer[]>[] {
  const found: FoundWord<IndexedCustomer[]>[] = []
  for (let at = 0; at < text.length; at++) {
    for (const length of index.byName.lengths) {
      const piece = text.slice(at, at + length)
      const customers = piece.length === length ? index.byName.byText.get(piece) : undefined
      if (!customers || !standsAlone(text, at, at + length)) continue
      merge(found, { start: at, end: at + length, text: piece, value: customers })
      break
    }
  }
  return found
}

/** 市妇幼 and 妇幼保健院 overlap in 市妇幼保健院; of two different customers the one that began first stays. */
function merge(found: FoundWord<IndexedCustomer[]>[], next: FoundWord<IndexedCustomer[]>): void {
  const last = found.at(-1)
  if (!last || next.start >= last.end) {
    found.push(next)
    return
  }
  if (next.end <= last.end) return
  const shared = last.value.filter((customer) => next.value.includes(customer))
  if (shared.length === 0) return
  found[found.length - 1] = { ...last, end: next.end, value: shared }
}

/**
 * Decides whether a name that was found is the whole name. `open` has everything else understood blotted out.
 * 莲江市一院 is not 市一院, 康民大药房 is not the clinic 康民, and 附院对面的诊所 is not 附院.
 */
export function judgeName(open: string, name: FoundWord<IndexedCustomer[]>, index: CustomerIndex): Mention {
  const left = longerToTheLeft(open, name)
  const right = longerToTheRight(open, name)
  const start = name.start - left.length
  const end = name.end + right.text.length
  const aside = isAside(open, name, right.near)
  if (left.sure && right.sure)
    return { start, end, customers: name.value, how: name.value.length === 1 ? 'sure' : 'partial', aside }
  const typed = open.slice(start, name.start) + name.text + right.text
  const customers = [...new Set([...name.value, ...findSimilar(typed, index)])]
  return { start, end, customers, how: right.near ? 'partial' : 'unknown', aside }
}

const KNOWN_BEFORE = BEFORE_CUSTOMER.split(' ')

function longerToTheLeft(
  open: string,
  name: FoundWord<IndexedCustomer[]>,
): { sure: boolean; length: number } {
  if (isLatin(name.text[0])) return { sure: true, length: 0 }
  const run = hanBefore(open, name.start, 6)
  // 一家康民 is one of them.
  if (/[一二两三四五六七八九十几多]家$/.test(run)) return { sure: false, length: 0 }
  if (run === '' || endsWithWord(run, KNOWN_BEFORE)) return { sure: true, length: 0 }
  // 南湾市一院 and 赤岭同和药房: the place that the customer's own name begins with.
  for (let length = run.length; length >= 2; length--) {
    const place = run.slice(-length)
    if (name.value.every((customer) => customer.names[0]?.startsWith(place))) return { sure: true, length }
  }
  return { sure: false, length: Math.min(run.length, 4) }
}

const SUFFIXES = Object.keys(PLACE_SUFFIXES).sort((a, b) => b.length - a.length)

function longerToTheRight(
  open: string,
  name: FoundWord<IndexedCustomer[]>,
): { sure: boolean; text: string; near: boolean } {
  const same = { sure: true, text: '', near: false }
  const numbered = NUMBERED.exec(open.slice(name.end, name.end + 14))
  if (numbered) return { sure: false, text: numbered[0], near: false }
  const run = hanAfter(open, name.end, 10)
  if (run === '') return same
  if (NEARBY.some((word) => run.startsWith(word))) return { sure: false, text: '', near: true }
  const branch = BRANCH.find((word) => run.startsWith(word))
  if (branch) return { sure: false, text: branch, near: false }
  const longer = placeWithin(run)
  if (longer === null) return { ...same, ...ownEnding(run, name) }
  const whole = name.text + longer.text
  const fits = name.value.some((customer) => belongsTo(customer, whole, longer))
  return { sure: fits, text: longer.text, near: false }
}

/** 康民堂, 康民国际 and 麻岭社区居委会: what is glued on and no running text makes another name. */
function ownEnding(run: string, name: FoundWord<IndexedCustomer[]>): { sure: boolean; text: string } {
  const sure = { sure: true, text: '' }
  const isHospital = name.value.some((customer) => customer.kind === 'hospital')
  if (DEPARTMENT_AFTER.test(run) || (isHospital && HOSPITAL_DEPARTMENT_AFTER.test(run))) return sure
  const other = OTHER_PLACES.find((word) => run.startsWith(word))
  if (other) return { sure: false, text: other }
  if (ENDS_AS_PLACE.test(run) && !OWN_ROOMS.test(run)) return { sure: false, text: run }
  if (!isCutShort(name) || isRunningText(run) || isLikelyName(run)) return sure
  return { sure: false, text: /^.+?(?=[的了在说要来去跟和与]|$)/.exec(run)?.[0] ?? run }
}

/** 附院 and 康民诊所 end as a place does; 康民 and 麻岭社区 are the beginning of a longer name, which may be another. */
function isCutShort(name: FoundWord<IndexedCustomer[]>): boolean {
  return (
    !/[院所店房部心站室馆区校幼医]$/.test(name.text) ||
    name.value.some(({ names: [whole = ''] }) => whole.includes(name.text) && !whole.endsWith(name.text))
  )
}

function isRunningText(run: string): boolean {
  if (AFTER_CUSTOMER.some((word) => run.startsWith(word))) return true
  const rest = run.slice(1)
  return (
    maybeAfter.has(run.slice(0, 1)) &&
    (rest === '' ||
      rest.length > 2 ||
      TAKEN_BY_VERB.test(rest) ||
      AFTER_CUSTOMER.some((word) => rest.startsWith(word)))
  )
}

const maybeAfter = new Set(MAYBE_AFTER_CUSTOMER.split(' '))
const ENDS_AS_PLACE =
  /^[\u3400-\u9fff]{0,4}(?:[堂馆行局坊阁轩厂园厅城院所站店]|中心|基地|大厦|广场|市场|公寓)$/
/** 康民2店, 康民(城南店), 康民 B店 */
const NUMBERED =
  /^ ?(?:[(\-·.] ?[\u3400-\u9fffa-z\d]{1,6}?|第?[a-z\d一二三四五六七八九十]{1,2} ?号?)(?:分店|门店|店|分院|分部|部)(?![\u3400-\u9fff])/

/** The shortest beginning of `run`, at most four characters and a place word, that makes another place. */
function placeWithin(run: string): { text: string; between: string; suffix: string } | null {
  for (let at = 0; at <= 4; at++) {
    const between = run.slice(0, at)
    // A department, a connector or a verb ends the name.
    if (/[科室部楼病区的见和与跟及找在拜]/.test(between)) return null
    const suffix = SUFFIXES.find((word) => run.startsWith(word, at))
    if (suffix) return { text: between + suffix, between, suffix }
  }
  return null
}

function belongsTo(
  customer: IndexedCustomer,
  whole: string,
  longer: { between: string; suffix: string },
): boolean {
  if (customer.names.some((name) => name.includes(whole) || isAbbreviation(whole, name))) return true
  if (customer.names.some((name) => endsAsAbbreviation(whole, name))) return true
  if (longer.between !== '') return false
  // A hospital has its own 门诊 and 药房; a pharmacy called 同和 may be called 同和药店.
  const kind = PLACE_SUFFIXES[longer.suffix]
  return (
    kind === customer.kind ||
    (customer.kind === 'hospital' && /^(?:门诊|门诊部|药房|体检中心|康复中心)$/.test(longer.suffix))
  )
}

/** 麻岭社区卫生中心 of 麻岭社区卫生服务中心, 同和大药房 of 赤岭同和大药房. */
function endsAsAbbreviation(short: string, name: string): boolean {
  const from = name.indexOf(short[0] ?? ' ')
  return from > 0 && isAbbreviation(short, name.slice(from))
}

export function isAside(open: string, span: Span, near = false): boolean {
  return near || endsWithWord(textBefore(open, span.start), ABOUT_CUSTOMER)
}
