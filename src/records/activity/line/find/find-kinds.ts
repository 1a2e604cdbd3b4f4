import { readNumeral } from '../../../../text/read-numeral.ts'
import { endsWithWord, hide, NAMED, type Span, TAKEN, wordsBefore } from '../spans.ts'
import {
  FIRM_BEFORE,
  FIRST_TIME,
  FOR_ALL,
  HALF_BEFORE,
  HEDGE_AFTER,
  HEDGE_BEFORE,
  KIND_WORDS,
  type KindWord,
  NEGATORS,
  NOT_PLANNERS,
  NUMBER_TAKING,
  ONCE_MORE,
  PLANNERS,
  REMOTE_BEFORE,
  STATUS_NEGATORS,
} from '../words/kind-words.ts'
import { findWords, makeWordTable, splitWordList } from './find-words.ts'

/** A verb or noun that tells what was done. */
export interface HeadToken extends Span {
  category: 'visit' | 'call' | 'other'
  word: KindWord
  state: 'done' | 'planned' | 'negated'
  /** 打了两个电话: how many, when said. */
  count?: number
  /** 视频拜访 */
  remote?: boolean
}

export interface StatusToken extends Span {
  status: 'new' | 'old'
  /** 都是老客户 */
  forAll?: boolean
  /** 3个老客户, 老客户3家: a sum, said of no customer in particular. */
  counted?: boolean
  /** 像是新客户, 老客户吧: a guess, to be asked about. */
  hedged?: boolean
}

export interface KindTokens {
  heads: HeadToken[]
  statuses: StatusToken[]
  cancelled: Span[]
  /** Compounds such as 电话号码 that no later finder should take apart. */
  skipped: Span[]
}

const TABLE = makeWordTable(
  (Object.entries(KIND_WORDS) as [KindWord, readonly string[]][]).flatMap(([kind, lists]) =>
    splitWordList(lists).map((word) => [word, kind] as const),
  ),
)

const CATEGORY: Partial<Record<KindWord, HeadToken['category']>> = {
  visit: 'visit',
  weak_visit: 'visit',
  absent: 'visit',
  revisit: 'visit',
  first_visit: 'visit',
  call: 'call',
  other: 'other',
  meeting: 'other',
  trip: 'other',
}

/** 开晨会, 开了个部门会, 整理客户档案, 写第四季度总结: verb and noun of office work with a few characters between. */
const OFFICE_WORK =
  /开(?:了|完)?(?:个|一个)?(?![发展放始车票药单])[\u3400-\u9fff]{0,4}?会(?![员计诊议])|(?:整理|填写|填报|写|做|录入|制作|修改)了?[\u3400-\u9fff]{0,5}?(?:档案|资料|报告|报表|总结|方案|标书|ppt|材料|台账|报销|周报|日报|月报)/g

export function findKinds(open: string): KindTokens {
  const tokens: KindTokens = { heads: [], statuses: [], cancelled: [], skipped: [] }
  const patterned = [...open.matchAll(OFFICE_WORK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    value: 'other' as const,
  }))
  const words = findWords(hide(open, patterned), TABLE)
  for (const word of [...patterned, ...words].sort((a, b) => a.start - b.start)) {
    const before = wordsBefore(open, word.start)
    const category = CATEGORY[word.value]
    if (word.value === 'skip') {
      tokens.skipped.push(word)
      if (word.text.startsWith('老客户') || word.text.startsWith('新客户')) continue
    } else if (word.value === 'new' || word.value === 'old') {
      const hedged = isHedged(open, word, before.trimEnd())
      if (hedged || !endsWithWord(before.trimEnd(), STATUS_NEGATORS)) {
        tokens.statuses.push({
          ...word,
          status: word.value,
          forAll: endsWithWord(before.trimEnd(), FOR_ALL),
          counted: isCounted(open, word),
          hedged,
        })
      }
    } else if (word.value === 'both') {
      tokens.statuses.push({ ...word, status: 'new' }, { ...word, status: 'old' })
    } else if (word.value === 'cancelled') {
      if (isFinal(open, word.end)) tokens.cancelled.push(word)
    } else if (category && !isPhoneNumber(open, word, category)) {
      tokens.heads.push(readHead(open, word, category, before))
    }
  }
  tokens.statuses.push(...findBareStatuses(open))
  tokens.statuses.sort((a, b) => a.start - b.start)
  tokens.heads = withoutTrips(open, tokens.heads)
  return tokens
}

/** 出差去附院拜访 is a visit, and 赵教授出差 tells of somebody else. */
function withoutTrips(open: string, heads: HeadToken[]): HeadToken[] {
  const others = heads.filter((head) => head.word !== 'trip')
  if (others.length > 0) return others
  return heads.filter((head) => !/(?![我去在们])[\u3400-\u9fff]/.test(open[head.start - 1] ?? ''))
}

function isHedged(open: string, span: Span, before: string): boolean {
  if (HALF_BEFORE.test(before)) return true
  if (endsWithWord(before, STATUS_NEGATORS) && !before.endsWith('是不是')) return false
  if (before.endsWith('是') && !FIRM_BEFORE.test(before)) return true
  return endsWithWord(before, HEDGE_BEFORE) || HEDGE_AFTER.test(open.slice(span.end, span.end + 16))
}

const COUNTED_BEFORE = /(?:\d{1,2}|[一两二三四五六七八九十]{1,3}) ?[个家位]$/
const COUNTED_AFTER = /^ ?(?:\d{1,2}|[一两二三四五六七八九十]{1,3}) ?[个家位]/

function isCounted(open: string, span: Span): boolean {
  const before = open.slice(Math.max(0, span.start - 6), span.start)
  return COUNTED_BEFORE.test(before) || COUNTED_AFTER.test(open.slice(span.end, span.end + 6))
}

function readHead(
  open: string,
  word: Span & { value: KindWord },
  category: HeadToken['category'],
  before: string,
): HeadToken {
  const text = before.trimEnd()
  // 没见到 is its own word; 没 before any other verb means that it was not done.
  const negated =
    word.value !== 'absent' &&
    (endsWithWord(text, NEGATORS) || /^(?:成$|不成|不了)/.test(open.slice(word.end, word.end + 2)))
  const value = countedVisit(word.value, text)
  const first = word.value === 'first_visit' && endsWithWord(text, STATUS_NEGATORS)
  const planned = !negated && endsWithWord(text, PLANNERS) && !NOT_PLANNERS.test(text)
  const head: HeadToken = {
    start: word.start,
    end: word.end,
    category,
    word: first ? 'visit' : value,
    state: negated && !first ? 'negated' : planned ? 'planned' : 'done',
    ...(category === 'visit' && REMOTE_BEFORE.test(text) ? { remote: true } : {}),
  }
  const counted = countAt(open, head)
  return counted ? { ...head, ...counted } : head
}

/** 首次登门 is a first visit, 第三次上门 is not; 三次 may also count calls, which are neither. */
function countedVisit(word: KindWord, before: string): KindWord {
  if (CATEGORY[word] !== 'visit' || word === 'absent') return word
  if (endsWithWord(before, FIRST_TIME)) return 'first_visit'
  return endsWithWord(before, ONCE_MORE) ? 'revisit' : word
}

const COUNT_AFTER =
  /^了? ?(\d{1,2}|[一两二三四五六七八九十]{1,3}) ?(?:个|家|通|位|所)(?:电话|客户|医院|诊所|药店|药房|单位|终端|门诊)?(?= ?(?:$|[:,。、;!.\ufffb\ufffc(]| ))/
const COUNT_BEFORE = /(?:打了?|拨了?|通了?|共)? ?(\d{1,2}|[一两二三四五六七八九十]{1,3}) ?(?:个|通)$/
const ENGLISH_COUNT = /(?:made )?(\d{1,2}|two|three|four|five|six) $/
const ENGLISH_COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 }

function countAt(open: string, head: HeadToken): Partial<HeadToken> | null {
  const after = COUNT_AFTER.exec(open.slice(head.end, head.end + 12))
  if (after) return { count: readNumeral(after[1] ?? '') ?? 1, end: head.end + after[0].length }
  if (head.category !== 'call') return null
  const text = open.slice(Math.max(0, head.start - 8), head.start)
  const before = COUNT_BEFORE.exec(text)
  if (before) return { count: readNumeral(before[1] ?? '') ?? 1, start: head.start - before[0].length }
  const english = /s$/.test(open.slice(head.start, head.end)) ? ENGLISH_COUNT.exec(text) : null
  if (!english) return null
  const number = english[1] ?? ''
  return { count: ENGLISH_COUNTS[number] ?? Number(number), start: head.start - english[0].length }
}

/** 电话13800001234, 留了他的电话: the number, not a call. */
function isPhoneNumber(open: string, word: Span, category: HeadToken['category']): boolean {
  if (category !== 'call') return false
  if (/^(?:是|为|:|号)? ?[\d-]{5,}/.test(open.slice(word.end, word.end + 20))) return true
  const clause = /[^,。;!?]{0,10}$/.exec(open.slice(Math.max(0, word.start - 10), word.start))?.[0] ?? ''
  return NUMBER_TAKING.some((taking) => clause.includes(taking))
}

const CLAUSE_END = new RegExp(`^了? ?(?:$|[,。;!?、)${TAKEN}${NAMED}])`)

/** 拜访取消了 at the end of a clause; 取消订单 is business. */
function isFinal(open: string, end: number): boolean {
  return CLAUSE_END.test(open.slice(end, end + 3))
}

const BARE_STATUS = new RegExp(`(?<=^|[ ,(、;:/\\[${TAKEN}${NAMED}])(新|老|new|old)(?=$|[ ,)、;:/\\]])`, 'g')

/** 康民(老), "附院 新 30分钟", "(existing)": the word alone between marks. */
function findBareStatuses(open: string): StatusToken[] {
  return [...open.matchAll(BARE_STATUS)].flatMap((match) => {
    const [text] = match
    // An English "new" before a noun says nothing of the customer.
    if (
      /[a-z]/.test(text) &&
      !/^(?:$|[,);\]])/.test(open.slice(match.index + text.length, match.index + text.length + 1))
    )
      return []
    const status = text === '新' || text === 'new' ? 'new' : 'old'
    return [{ start: match.index, end: match.index + text.length, status }]
  })
}
