import { beginsAsWord, isPersonName } from '../../../../text/person-names.ts'
import { surnameAt } from '../../../../text/surnames.ts'
import { endsWithWord, hanAfter, hanBefore, isHanAt, NAMED, type Span, TAKEN } from '../spans.ts'
import {
  AFTER_NAME,
  BARE_TITLES,
  NOT_BEFORE_NICKNAME,
  NOT_NICKNAMES,
  SHORT_TITLES,
  TITLES,
} from '../words/contact-words.ts'
import { BEFORE_CUSTOMER, PLACE_SUFFIXES } from '../words/customer-words.ts'
import { latinNameBefore } from './english-names.ts'
import { findWords, makeWordTable } from './find-words.ts'

export const titleTable = makeWordTable(TITLES.map((title) => [title, title] as const))
const bareTitleTable = makeWordTable(BARE_TITLES.map((title) => [title, title] as const))
const afterName = AFTER_NAME.split(' ')
const beforeName = [
  ...BEFORE_CUSTOMER.split(' '),
  ...TITLES.filter((title) => title.length > 1),
  ...'科 室 部 区 楼 办 组 处 院 店 所 门诊 药房 采购 遇 拜 候 对 碰到 遇到 偶遇 约见 护士 客户'.split(' '),
]
const placeWords = Object.keys(PLACE_SUFFIXES)

/** What follows a name: an edge, something understood, or a word that may follow one. 张伟明 is not 张伟. */
export function isNameEnd(open: string, end: number): boolean {
  const run = hanAfter(open, end, 4)
  return (
    run === '' ||
    (afterName.some((word) => run.startsWith(word)) && !placeWords.some((word) => run.startsWith(word)))
  )
}

export function titledNames(open: string): Span[] {
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
  return !beginsAsWord(text) && !(text.length > 1 && endsWithWord(text, ['科', '室', '部']))
}

function mayPrecede(open: string, start: number): boolean {
  const run = hanBefore(open, start, 6)
  return run === '' || endsWithWord(run, beforeName)
}

export function nicknames(open: string): Span[] {
  return [...open.matchAll(/[老小阿]([\u3400-\u9fff])/g)].flatMap((match) => {
    const [text, surname = ''] = match
    const end = match.index + 2
    if (surnameAt(surname, 0) === null || NOT_NICKNAMES.some((word) => open.startsWith(word, match.index)))
      return []
    const alone =
      hanAfter(open, end, 1) === '' &&
      !NOT_BEFORE_NICKNAME.test(open.slice(Math.max(0, match.index - 1), match.index))
    // 小陈小李: one after the other.
    const another = /[老小阿]/.test(open[end] ?? '') && surnameAt(open, end + 1) !== null
    if (!alone && !((another || isNameEnd(open, end)) && mayPrecede(open, match.index))) return []
    return [{ start: match.index, end: match.index + text.length }]
  })
}

export function bareTitles(open: string): Span[] {
  return findWords(open, bareTitleTable).flatMap((title) => {
    if (!isNameEnd(open, title.end)) return []
    const department = /[\u3400-\u9fff]{1,4}[科室部办]$/.exec(hanBefore(open, title.start, 6))?.[0] ?? ''
    const start = title.start - department.length
    const before = open[start - 1] === ' ' ? open[start - 2] : open[start - 1]
    return before === NAMED || before === TAKEN ? [{ start, end: title.end }] : []
  })
}

/** 永安诊所 李梅 20分钟: a name alone, of a common surname, behind a verb or a customer. */
export function bareNames(open: string, anchors: ReadonlySet<number>): Span[] {
  return [...namesBehindTitles(open), ...namesAlone(open, anchors)]
}

/** 护士长张敏 */
function namesBehindTitles(open: string): Span[] {
  return findWords(open, titleTable).flatMap((title) => {
    const name = hanAfter(open, title.end, 5)
    return title.text.length > 1 && isLikelyName(name)
      ? [{ start: title.end, end: title.end + name.length }]
      : []
  })
}

/** A person's name that ends as no place, goods or verb of this trade does: in a line it may well be one of them. */
export const isLikelyName = (text: string): boolean =>
  isPersonName(text) && !/[科院所户店部室人们会家款货单药品量在了说要]$/.test(text)

function namesAlone(open: string, anchors: ReadonlySet<number>): Span[] {
  return [...open.matchAll(/(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])/g)].flatMap(
    (match) => {
      const [text] = match
      const from = open[match.index - 1] === ' ' ? match.index - 1 : match.index
      const behindTitle = TITLES.some((title) => title.length > 1 && open.endsWith(title, from))
      return (anchors.has(from) || behindTitle) && isLikelyName(text)
        ? [{ start: match.index, end: match.index + text.length }]
        : []
    },
  )
}
