import { readNumeral } from '../../../text/read-numeral.ts'

/** A time of day at a place of a folded text; `answer` (`14:30`) is absent where morning or afternoon is not sure. */
export interface TimeMatch {
  end: number
  answer?: string
}

const PART = '凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|早|晚'
const CLOCK = new RegExp(
  `(?:(${PART}) ?)?(\\d{1,2}) ?[:.] ?(\\d{2})(?!\\d)(?: ?([ap])\\.?m\\.?(?![a-z]))?(?: ?[点分])?`,
  'y',
)
const SPOKEN = new RegExp(
  `(?:(${PART}) ?)?(\\d{1,2}|[一二两三四五六七八九十零]{1,3}) ?[点时](钟|整|半|一刻|三刻|(?:\\d{1,2}|[一二三四五六七八九十零]{1,4}) ?分?)?`,
  'y',
)
const ENGLISH = /(\d{1,2})(?::(\d{2}))? ?([ap])\.?m\.?(?![a-z])/y
const WORDS: Readonly<Record<string, number>> = { 钟: 0, 整: 0, 半: 30, 一刻: 15, 三刻: 45 }

/** 14:30, 下午两点半, 9点一刻, 2pm. */
export function matchTime(folded: string, at: number): TimeMatch | undefined {
  const english = exec(ENGLISH, folded, at)
  if (english) {
    const [whole, hour = '', minute = '0', half] = english
    return timeOf(at + whole.length, Number(hour), Number(minute), half === 'p' ? '下午' : '上午')
  }
  const clock = exec(CLOCK, folded, at)
  if (clock) {
    const [whole, part, hour = '', minute = '', half] = clock
    const said = half === 'p' ? '下午' : half === 'a' ? '上午' : part
    // 02:30 is written as clocks write it; 2:30 is as people say it.
    return timeOf(at + whole.length, Number(hour), Number(minute), said ?? (hour.length > 1 ? '' : undefined))
  }
  const spoken = exec(SPOKEN, folded, at)
  if (!spoken) return undefined
  const [whole, part, hour = '', minute = ''] = spoken
  const minutes = minute === '' ? 0 : (WORDS[minute] ?? readMinute(minute))
  return timeOf(at + whole.length, readNumeral(hour), minutes, part)
}

const readMinute = (text: string) => readNumeral(text.replace(/ ?分$/, '').replace(/^零(?=.)/, ''))

/** `part` is undefined where nothing tells which half of the day, and blank where none has to be told. */
function timeOf(
  end: number,
  hour: number | null,
  minute: number | null,
  part: string | undefined,
): TimeMatch | undefined {
  if (hour === null || minute === null || hour > 24 || minute > 59) return undefined
  if (part === undefined && hour >= 1 && hour <= 6) return { end }
  const isLate = /^(?:下午|午后|傍晚|晚)/.test(part ?? '') || (part === '中午' && hour < 6)
  const isMidnight = /^[早上清凌]/.test(part ?? '') && hour === 12
  const hour24 = isLate && hour < 12 ? hour + 12 : isMidnight || hour === 24 ? 0 : hour
  return { end, answer: `${String(hour24).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
}

function exec(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at
  return form.exec(text)
}
