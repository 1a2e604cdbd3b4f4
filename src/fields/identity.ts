import type { Answer, Answers, Fields } from './field.ts'
import { namesPatient } from './patient-lines.ts'

const separator = String.raw`[\s.·\-–—()]`

/**
 * Numbers by which a person is found: eleven digits or more in one piece, a mobile number however it is spaced, a
 * landline, an international number, an ID number in its usual three parts or with its X. What begins with a year
 * and a month is a document's number (202611180001), not a person's.
 */
const patterns = [
  /(?<!\d)(?!20\d\d(?:0[1-9]|1[0-2]))\d{11,}/,
  new RegExp(String.raw`(?<!\d|\d[.\-–—])1[3-9]\d(?:${separator}?\d{2}){4}(?!\d)`),
  new RegExp(String.raw`(?<!\d|\d[.\-–—])0\d{2,3}${separator}?\d{7,8}(?!\d)`),
  new RegExp(String.raw`\+(?:${separator}*\d){11,}`),
  new RegExp(
    String.raw`(?<!\d)[1-9]\d{5}${separator}?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])${separator}?\d{3}[\dXx]`,
  ),
] as const

const chineseDigits = new Map(
  ['〇零○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (signs, digit) => [...signs].map((sign) => [sign, String(digit)] as const),
  ),
)
const chineseDigit = new RegExp(`[${[...chineseDigits.keys()].join('')}]`, 'g')

/** Whether a text holds a number that leads to a person. Names cannot be told from other words; the hints ask for that. */
export function holdsIdentity(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const inDigits = plain.replace(chineseDigit, (sign) => chineseDigits.get(sign) ?? sign)
  // In both: what 李四 is called must not become the first digit of the number behind it.
  return patterns.some((pattern) => pattern.test(plain) || pattern.test(inDigits))
}

/** What may be kept unsealed of these answers: no sealed one, nothing of an unknown field, nobody's numbers. */
export function withoutIdentity(fields: Fields, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([name, answer]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      return field !== undefined && !field.sensitive && !(field.refusesIdentity && says(answer))
    }),
  )
}

const says = (answer: Answer): boolean =>
  typeof answer === 'string' && (holdsIdentity(answer) || namesPatient(answer))
