import { NUMERAL_CHARS, readNumeral } from '../../../text/read-numeral.ts'

/** A number at a place of a folded text. `answer` is absent where a number is there and no single one (两三个, 十几). */
export interface NumberMatch {
  end: number
  answer?: string
}

const DIGITS = /[-+]?(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,6})?/y
const CHINESE = new RegExp(`[${NUMERAL_CHARS}千万点]{1,12}`, 'y')
const SCALE = / ?(万|千|亿|k(?![a-z])|w(?![a-z]))/y
/** Counters, currencies and lengths that follow a number without changing it. */
const UNIT =
  / ?(?:个小时|分钟|小时|人次|块钱|人民币|个|家|次|例|位|通|名|人|场|单|件|条|份|台|户|天|元|块|圆|分|%|(?:minutes?|mins?|yuan|rmb|cny|visits?|calls?|times|days?)(?![a-z]))/y
const VAGUE = / ?[几多来]/y
const CURRENCY = /(?:¥|\$|rmb ?|cny ?)/y
const ONES = 'zero one two three four five six seven eight nine'.split(' ')
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ENGLISH = new RegExp(
  `(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.slice(1).join('|')}))?|${[...TEENS, ...ONES].join('|')})(?![a-z])`,
  'y',
)
const PLACES: Readonly<Record<string, number>> = { 千: 3, k: 3, 万: 4, w: 4, 亿: 8 }

/** Digits, Chinese numerals or English words below a hundred, with 千, 万 or 亿 and a unit behind; commas between thousands. */
export function matchNumber(folded: string, from: number): NumberMatch | undefined {
  const at = stick(CURRENCY, folded, from)?.end ?? from
  const digits = stick(DIGITS, folded, at)
  const chinese = digits ? undefined : stick(CHINESE, folded, at)
  const english = digits || chinese ? undefined : stick(ENGLISH, folded, at)
  const number = digits ?? chinese ?? english
  if (!number) return undefined
  const plain = digits
    ? digits.text.replaceAll(',', '').replace(/^\+/, '')
    : english
      ? readEnglish(english.text)
      : readChinese(number.text)
  const vague = stick(VAGUE, folded, number.end)
  const scale = digits ? stick(SCALE, folded, number.end) : undefined
  const scaled = plain !== undefined && scale ? shift(plain, PLACES[scale.text.trim()] ?? 0) : plain
  const behind = vague?.end ?? scale?.end ?? number.end
  const end = stick(UNIT, folded, behind)?.end ?? behind
  return scaled === undefined || vague ? { end } : { end, answer: scaled }
}

/** What a sticky form matches exactly at a place. */
export function stick(form: RegExp, text: string, at: number): { end: number; text: string } | undefined {
  form.lastIndex = at
  const match = form.exec(text)
  return match ? { end: at + match[0].length, text: match[0] } : undefined
}

/** 1.2 by four places is 12000, exactly. */
function shift(plain: string, places: number): string {
  const [whole = '', fraction = ''] = plain.split('.')
  const moved = fraction.padEnd(places, '0')
  const rest = moved.slice(places)
  const digits = (whole + moved.slice(0, places)).replace(/^(-?)0+(?=\d)/, '$1')
  return rest === '' ? digits : `${digits}.${rest}`
}

function readEnglish(text: string): string {
  const [first = '', ones = 'zero'] = text.split(/[- ]/)
  const tens = TENS.indexOf(first)
  const below = tens < 0 ? [...ONES, ...TEENS].indexOf(first) : (tens + 2) * 10 + ONES.indexOf(ones)
  return String(below)
}

function readChinese(text: string): string | undefined {
  const value = readBelow(text, '万', 10_000, (rest) => readBelow(rest, '千', 1_000, readNumeral))
  return value === null ? undefined : String(value)
}

/** A numeral on both sides of its largest unit; 一万二 is 12000, 一万零二 is 10002. */
function readBelow(
  text: string,
  unit: string,
  worth: number,
  read: (text: string) => number | null,
): number | null {
  const at = text.indexOf(unit)
  if (at < 0) return read(text)
  const many = at === 0 ? null : read(text.slice(0, at))
  const rest = text.slice(at + 1)
  if (many === null) return null
  if (rest === '') return many * worth
  const below = read(rest.replace(/^[零〇](?=.)/, ''))
  if (below === null) return null
  return many * worth + (rest.length === 1 && below < 10 ? (below * worth) / 10 : below)
}
