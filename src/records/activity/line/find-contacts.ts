import type { CustomerIndex, IndexedContact } from './customer-index.ts'
import { findWords, makeWordTable } from './find-words.ts'
import {
  endsWithWord,
  hanAfter,
  hanBefore,
  isHanAt,
  NAMED,
  type Span,
  startsWithWord,
  TAKEN,
  textBefore,
} from './spans.ts'
import {
  AFTER_NAME,
  BARE_TITLES,
  COMPANION_AFTER,
  COMPANION_BEFORE,
  COMPANION_BEFORE_LATIN,
  NOT_BEFORE_NICKNAME,
  NOT_NAMES,
  NOT_NICKNAMES,
  PATIENT_AFTER,
  PATIENT_BEFORE,
  SHORT_TITLES,
  SURNAMES,
  TITLES,
  TOGETHER,
} from './words/contact-words.ts'
import { BEFORE_CUSTOMER, PLACE_SUFFIXES } from './words/customer-words.ts'

export interface ContactToken extends Span {
  /** As typed, in simplified characters. */
  text: string
  /** Directory entries of exactly this name. */
  known: IndexedContact[]
  /** Directory entries it could stand for (李主任 for 李建国, 骨科主任). */
  likely: IndexedContact[]
  /** A title without a name. */
  nameless: boolean
  /** Came along, or is a patient: not the one met. */
  aside: boolean
}

const surnames = new Set(SURNAMES.split(' '))
const titleTable = makeWordTable(TITLES.map((title) => [title, title] as const))
const bareTitleTable = makeWordTable(BARE_TITLES.map((title) => [title, title] as const))
const afterName = AFTER_NAME.split(' ')
const beforeName = [
  ...BEFORE_CUSTOMER.split(' '),
  ...TITLES.filter((title) => title.length > 1),
  ...'科 室 部 区 楼 办 组 处 院 店 所 门诊 药房 采购 遇 拜 候 对 碰到 遇到 偶遇 约见 护士 客户'.split(' '),
]
const placeWords = Object.keys(PLACE_SUFFIXES)

/** Persons of the directory, and surnames with a title or after 老 and 小. */
export function findContacts(open: string, cased: string, index: CustomerIndex): ContactToken[] {
  const spans = [
    ...directoryNames(open, index),
    ...titledNames(open),
    ...nicknames(open),
    ...englishNames(open, cased),
  ]
  return longestFirst(spans).map((span) => describe(open, cased, span, index))
}

/** Names without a title, and titles without a name: believed only directly behind a verb, a customer or a department. */
export function findBareContacts(
  open: string,
  cased: string,
  anchors: ReadonlySet<number>,
  index: CustomerIndex,
): ContactToken[] {
  const spans = [...bareTitles(open), ...bareNames(open, anchors), ...bareEnglishNames(open, cased, anchors)]
  return longestFirst(spans).map((span) => describe(open, cased, span, index))
}

function longestFirst(spans: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span)
  }
  return kept.sort((a, b) => a.start - b.start)
}

function describe(open: string, cased: string, span: Span, index: CustomerIndex): ContactToken {
  const folded = open.slice(span.start, span.end)
  const known = index.contactList.filter(
    (contact) => contact.name === folded || isTitled(folded, contact.name),
  )
  const likely = known.length > 0 ? known : index.contactList.filter((contact) => mayBe(folded, contact))
  return {
    ...span,
    text: cased.slice(span.start, span.end),
    known,
    likely,
    nameless: BARE_TITLES.some((title) => folded.endsWith(title)) && !isTitledName(folded),
    aside: isAside(open, span),
  }
}

function isTitledName(text: string): boolean {
  return surnameAt(text, 0) !== null && !/[科室部办]/.test(text)
}

/** 张伟科长 is 张伟. */
function isTitled(typed: string, name: string): boolean {
  return (
    name.length >= 2 &&
    typed.startsWith(name) &&
    TITLES.includes(typed.slice(name.length)) &&
    !TITLES.some((title) => name.endsWith(title))
  )
}

/** 李主任 may be 李建国, 骨科主任; 赵主任 may be 赵教授. */
function mayBe(typed: string, contact: IndexedContact): boolean {
  const surname = surnameAt(typed, 0)
  if (surname === null || !contact.name.startsWith(surname)) return false
  const title = typed.slice(surname.length)
  return (
    TITLES.includes(title) &&
    (contact.title.includes(title) || TITLES.includes(contact.name.slice(surname.length)))
  )
}

function isAside(open: string, span: Span): boolean {
  const before = textBefore(open, span.start)
  const after = open.slice(span.end, span.end + 8)
  if (endsWithWord(before, [...COMPANION_BEFORE, ...COMPANION_BEFORE_LATIN, ...PATIENT_BEFORE])) return true
  if (/[和跟与同]$/.test(before) && TOGETHER.some((word) => after.startsWith(word))) return true
  return startsWithWord(after, [...COMPANION_AFTER, ...PATIENT_AFTER])
}

function directoryNames(open: string, index: CustomerIndex): Span[] {
  return findWords(open, index.contacts).flatMap((word) => {
    const title = findWords(open.slice(word.end, word.end + 6), titleTable)[0]
    const end = title?.start === 0 && !endsInTitle(word.text) ? word.end + title.end : word.end
    // Only a bare two-character name could be the beginning of a longer one; 黄大夫 and 老吴 are whole.
    const whole =
      end > word.end || endsInTitle(word.text) || /^[老小阿]/.test(word.text) || word.text.length > 2
    return whole || isNameEnd(open, end) ? [{ start: word.start, end }] : []
  })
}

function endsInTitle(name: string): boolean {
  return TITLES.some((title) => name.endsWith(title))
}

/** What follows a name: an edge, something understood, or a word that may follow one. 张伟明 is not 张伟. */
function isNameEnd(open: string, end: number): boolean {
  const run = hanAfter(open, end, 4)
  return (
    run === '' ||
    (afterName.some((word) => run.startsWith(word)) && !placeWords.some((word) => run.startsWith(word)))
  )
}

function titledNames(open: string): Span[] {
  return findWords(open, titleTable).flatMap((title) => {
    if (placeWords.some((word) => open.startsWith(word, title.end))) return []
    if (SHORT_TITLES.includes(title.text) && !isNameEnd(open, title.end)) return []
    const longestGiven = SHORT_TITLES.includes(title.text) ? 0 : 2
    const starts = [1, 2, 3, 4]
      .map((length) => title.start - length)
      .filter((start) => start >= 0 && isNameBetween(open, start, title.start, longestGiven))
    const start = starts.filter((from) => mayPrecede(open, from)).at(-1) ?? starts[0]
    const latin = start === undefined ? latinNameBefore(open, title.start) : undefined
    if (latin !== undefined) return [{ start: latin, end: title.end }]
    if (start === undefined) return []
    // 小王医生, 老李主任
    const nick = /[老小]/.test(open[start - 1] ?? '') && !isHanAt(open, start - 2) ? 1 : 0
    return [{ start: start - nick, end: title.end }]
  })
}

function isNameBetween(open: string, start: number, end: number, longestGiven: number): boolean {
  const text = open.slice(start, end)
  if (!/^[\u3400-\u9fff]+$/.test(text)) return false
  const surname = surnameAt(text, 0)
  if (surname === null || text.length - surname.length > longestGiven) return false
  return (
    !NOT_NAMES.some((word) => text.startsWith(word)) &&
    !(text.length > 1 && endsWithWord(text, ['科', '室', '部']))
  )
}

function mayPrecede(open: string, start: number): boolean {
  const run = hanBefore(open, start, 6)
  return run === '' || endsWithWord(run, beforeName)
}

function surnameAt(text: string, at: number): string | null {
  const two = text.slice(at, at + 2)
  if (surnames.has(two)) return two
  const one = text.slice(at, at + 1)
  return surnames.has(one) ? one : null
}

/** Zhao教授, Li 主任 */
function latinNameBefore(open: string, end: number): number | undefined {
  const match = /(?<![a-z])([a-z]{2,12}) ?$/.exec(open.slice(Math.max(0, end - 14), end))
  return match && !NOT_LATIN_NAMES.has(match[1] ?? '') ? end - match[0].length : undefined
}

function nicknames(open: string): Span[] {
  return [...open.matchAll(/[老小阿]([\u3400-\u9fff])/g)].flatMap((match) => {
    const [text, surname = ''] = match
    const end = match.index + 2
    if (!surnames.has(surname) || NOT_NICKNAMES.some((word) => open.startsWith(word, match.index))) return []
    const alone = hanAfter(open, end, 1) === '' && !NOT_BEFORE_NICKNAME.test(open.slice(0, match.index))
    if (!alone && (!isNameEnd(open, end) || !mayPrecede(open, match.index))) return []
    return [{ start: match.index, end: match.index + text.length }]
  })
}

const NOT_LATIN_NAMES = new Set(
  'the a an and or with at to of in for from by on about new old existing customer client visit visited call called met saw today yesterday tomorrow was is not no about re their his her our my we he she they there here after before who did had has will min mins minutes hour hours ok'.split(
    ' ',
  ),
)
const LATIN_TITLES = 'professor|prof|doctor|dr|mrs|mr|ms|miss|director|head nurse|nurse|chief|manager'

function isLatinTitle(word: string): boolean {
  return LATIN_TITLES.split('|').includes(word)
}

function englishNames(open: string, cased: string): Span[] {
  const pattern = new RegExp(
    `(?<![a-z])(?:${LATIN_TITLES})\\.? ?([\\u3400-\\u9fff]{1,3}(?![\\u3400-\\u9fff])|(?<=[. ])[a-z][a-z'-]{0,20})( [a-z][a-z'-]{0,20})?`,
    'g',
  )
  return [...open.matchAll(pattern)].flatMap((match) => {
    const [whole, name = '', more] = match
    // Dr. He is a name, "dr he said" is not.
    const capital = /^[A-Z]/.test(cased.slice(match.index + whole.length - (more?.length ?? 0) - name.length))
    if (NOT_LATIN_NAMES.has(name) && !capital) return []
    if (/[\u3400-\u9fff]/.test(name) && surnameAt(name, 0) === null) return []
    const end = match.index + whole.length - (more?.length ?? 0)
    const second = more?.trim() ?? ''
    // A second word belongs to the name when it is written like one.
    const takesSecond =
      second !== '' &&
      !NOT_LATIN_NAMES.has(second) &&
      /^[A-Z]/.test(cased.slice(end + 1)) &&
      /^[A-Z]/.test(cased.slice(end - name.length))
    return [{ start: match.index, end: takesSecond ? end + (more?.length ?? 0) : end }]
  })
}

function bareTitles(open: string): Span[] {
  return findWords(open, bareTitleTable).flatMap((title) => {
    if (!isNameEnd(open, title.end)) return []
    const department = /[\u3400-\u9fff]{1,4}[科室部办]$/.exec(hanBefore(open, title.start, 6))?.[0] ?? ''
    const start = title.start - department.length
    const before = open[start - 1] === ' ' ? open[start - 2] : open[start - 1]
    return before === NAMED || before === TAKEN ? [{ start, end: title.end }] : []
  })
}

const COMMON_SURNAMES = new Set(SURNAMES.split(' ').slice(0, 110))

/** 永安诊所 李梅 20分钟: two or three characters alone, a common surname first, behind a verb or a customer. */
function bareNames(open: string, anchors: ReadonlySet<number>): Span[] {
  return [...namesBehindTitles(open), ...namesAlone(open, anchors)]
}

/** 护士长张敏 */
function namesBehindTitles(open: string): Span[] {
  return findWords(open, titleTable).flatMap((title) => {
    const name = hanAfter(open, title.end, 4)
    return title.text.length > 1 && isPersonName(name)
      ? [{ start: title.end, end: title.end + name.length }]
      : []
  })
}

function isPersonName(text: string): boolean {
  if (text.length < 2 || text.length > 3 || !COMMON_SURNAMES.has(surnameAt(text, 0) ?? '')) return false
  return (
    !NOT_NAMES.some((word) => text.startsWith(word)) &&
    !/[科院所户店部室人们会家款货单药品量在了说要]$/.test(text)
  )
}

function namesAlone(open: string, anchors: ReadonlySet<number>): Span[] {
  return [...open.matchAll(/(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,3}(?![\u3400-\u9fff])/g)].flatMap(
    (match) => {
      const [text] = match
      const from = open[match.index - 1] === ' ' ? match.index - 1 : match.index
      const behindTitle = TITLES.some((title) => title.length > 1 && open.slice(0, from).endsWith(title))
      return (anchors.has(from) || behindTitle) && isPersonName(text)
        ? [{ start: match.index, end: match.index + text.length }]
        : []
    },
  )
}

/** met John Smith, call with Anna */
function bareEnglishNames(open: string, cased: string, anchors: ReadonlySet<number>): Span[] {
  return [
    ...cased.matchAll(/(?<![A-Za-z0-9])[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?(?![A-Za-z0-9])/g),
  ].flatMap((match) => {
    const [text] = match
    if (open.slice(match.index, match.index + text.length) !== text.toLowerCase()) return []
    const first = text.split(' ')[0]?.toLowerCase() ?? ''
    return anchors.has(match.index - 1) && !NOT_LATIN_NAMES.has(first) && !isLatinTitle(first)
      ? [{ start: match.index, end: match.index + text.length }]
      : []
  })
}
