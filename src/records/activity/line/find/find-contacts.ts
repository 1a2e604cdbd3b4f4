import { surnameAt } from '../../../../text/surnames.ts'
import { endsWithWord, type Span, startsWithWord, textBefore } from '../spans.ts'
import {
  ABSENT_AFTER,
  ABSENT_BEFORE,
  BARE_TITLES,
  COMPANION_AFTER,
  COMPANION_BEFORE,
  COMPANION_BEFORE_LATIN,
  INSTEAD_BEFORE,
  OTHERS_OF,
  PATIENT_AFTER,
  PATIENT_BEFORE,
  STANDING_IN,
  TITLES,
  TOGETHER,
} from '../words/contact-words.ts'
import { bareNames, bareTitles, isNameEnd, nicknames, titledNames, titleTable } from './chinese-names.ts'
import type { CustomerIndex, IndexedContact } from './customer-index.ts'
import { bareEnglishNames, englishNames } from './english-names.ts'
import { findWords } from './find-words.ts'

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
  /** Was looked for and not found. */
  absent: boolean
  /** 只见到王敏: nobody else was met. */
  alone: boolean
}

/** Persons of the directory, and surnames with a title or after 老 and 小. */
export function findContacts(open: string, cased: string, index: CustomerIndex): ContactToken[] {
  const spans = [
    ...directoryNames(open, index),
    ...titledNames(open),
    ...nicknames(open),
    ...englishNames(open, cased),
  ]
  return keepLongest(spans).map((span) => describe(open, cased, span, index))
}

/** Names without a title, and titles without a name: believed only directly behind a verb, a customer or a department. */
export function findBareContacts(
  open: string,
  cased: string,
  anchors: ReadonlySet<number>,
  index: CustomerIndex,
): ContactToken[] {
  const spans = [...bareTitles(open), ...bareNames(open, anchors), ...bareEnglishNames(open, cased, anchors)]
  return keepLongest(spans).map((span) => describe(open, cased, span, index))
}

/** Of overlapping finds the longest stays (陈晓燕主任, not 燕主任). */
function keepLongest(spans: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || span.start >= last.end) kept.push(span)
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span
  }
  return kept
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
    aside: isAside(open, cased, span),
    absent: isAbsent(cased, span),
    alone: INSTEAD_BEFORE.test(cased.slice(Math.max(0, span.start - 6), span.start)),
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

function isAside(open: string, cased: string, span: Span): boolean {
  const before = textBefore(open, span.start)
  // From the text itself: the verbs behind the name are already blotted out in `open`.
  const after = cased.slice(span.end, span.end + 8)
  if (endsWithWord(before, [...COMPANION_BEFORE, ...COMPANION_BEFORE_LATIN, ...PATIENT_BEFORE])) return true
  if (STANDING_IN.test(before) && GOES.test(after)) return true
  if (OTHERS_OF.test(after)) return true
  if (/我[和跟与同]$/.test(before)) return true
  if (/[和跟与同]$/.test(before) && TOGETHER.some((word) => after.startsWith(word))) return true
  return startsWithWord(after, [...COMPANION_AFTER, ...PATIENT_AFTER])
}

const GOES = /^ ?(?:去|到|跑|拜|走|上门|登门|回访|巡|见|联系|打|电|致电|跟进|送|值班|参加|开会|出席|接)/

function isAbsent(cased: string, span: Span): boolean {
  return (
    ABSENT_AFTER.test(cased.slice(span.end, span.end + 20).toLowerCase()) ||
    ABSENT_BEFORE.test(cased.slice(Math.max(0, span.start - 9), span.start))
  )
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
