import { base, type CommonOptions, type FieldBase, ok, refuse } from '../field.ts'

const mobile = String.raw`1[3-9]\d{9}`
/** Area code and number; up to four digits of an extension behind. */
const landline = String.raw`(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})\d{0,4}`
const service = String.raw`[48]00\d{7}`
/** Of other countries, with country code seven to fifteen digits (ITU-T E.164). */
const abroad = String.raw`[1-79]\d{6,14}|8[0-57-9]\d{5,13}`
const dialled = `^(?:${mobile}|0${landline}|${service}|(?:\\+|00)?86(?:${mobile}|0?${landline})|(?:\\+|00)(?:${abroad}))$`
const pattern = new RegExp(dialled)

/**
 * A telephone number in the form people dial it from China: a mobile number of eleven digits, a landline with its
 * area code, a 400 or 800 number, or `+` or 00 and a country code (86 alone will do). A number that lost digits cannot be rung, and cannot be
 * told from another one's. Blanks, dots, dashes and brackets are removed, which makes equal numbers equal texts.
 */
export function phone(options: CommonOptions = {}): FieldBase<string> {
  return {
    ...base('phone', 'text', options),
    input: { shape: 'line', maxLength: 30 },
    parse: (answer) => {
      const digits = typeof answer === 'string' ? answer.normalize('NFKC').replace(/[\s().\-–—]/g, '') : ''
      return pattern.test(digits) ? ok(digits) : refuse('fields.notPhone')
    },
    toAnswer: (value) => value,
    show: (value) => value,
    jsonSchema: { type: 'string', pattern: dialled },
  }
}
