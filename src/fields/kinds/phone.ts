import { base, type CommonOptions, type FieldBase, ok, refuse } from '../field.ts'

/**
 * A telephone number in the form people dial it: digits with an optional leading `+`, 5 to 15 of them (ITU-T
 * E.164), so that short lines and extensions of hospitals are taken as well. Blanks, dots, dashes and brackets are
 * removed, which makes equal numbers equal texts.
 */
export function phone(options: CommonOptions = {}): FieldBase<string> {
  return {
    ...base('phone', 'text', options),
    input: { shape: 'line', maxLength: 30 },
    parse: (answer) => {
      const digits = typeof answer === 'string' ? answer.normalize('NFKC').replace(/[\s().\-–—]/g, '') : ''
      return /^\+?\d{5,15}$/.test(digits) ? ok(digits) : refuse('fields.notPhone')
    },
    toAnswer: (value) => value,
    show: (value) => value,
    jsonSchema: { type: 'string', pattern: '^\\+?\\d{5,15}$' },
  }
}
