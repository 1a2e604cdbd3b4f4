import fc from 'fast-check'
import type { Answer, Answers, Field, Fields, InputShape } from '../../src/fields/field.ts'
import { parseAnswers } from '../../src/fields/parse-answers.ts'
import { toAnswers } from '../../src/fields/show-values.ts'
import { askedFields, type RecordType } from '../../src/records/record-type.ts'

/** The day that dates without a year are read against, and that "not in the future" means. */
const today = '2026-11-18'

/**
 * Answers that a record type takes, in the very form that its fields give back: what was read once reads the same
 * again, so that a round trip through a front end can be compared with `toEqual`. Empty optionals are null, dates
 * lie at the edges of zones and years, texts hold emoji, right-to-left letters and up to the whole length allowed.
 *
 * `fields` defaults to what is asked when a record is filed; give `actionFields(type, id)` for an action's.
 */
export function arbitraryAnswers(
  type: RecordType,
  fields: Fields = askedFields(type),
): fc.Arbitrary<Answers> {
  const isWhole = Object.keys(askedFields(type)).every((name) => Object.hasOwn(fields, name))
  return arbitraryRow(fields)
    .map((raw) => parseAnswers(fields, raw, { today }))
    .filter((parsed) => {
      if (!parsed.ok) return false
      // A null stands for every field that this form does not ask.
      const whole = {
        ...Object.fromEntries(Object.keys(type.fields).map((n) => [n, null])),
        ...parsed.values,
      }
      return !isWhole || (type.check?.(whole, { today }) ?? []).length === 0
    })
    .map((parsed) => toAnswers(fields, parsed.ok ? parsed.values : {}))
}

/** A name for everything that lookups may have chosen, as a form needs to show it. */
export const anyName = { of: (_kind: string, id: string) => `客户 <${id}> & Co` }

const arbitraryRow = (fields: Fields): fc.Arbitrary<Answers> =>
  fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, arbitraryAnswer(field)])))

function arbitraryAnswer(field: Field): fc.Arbitrary<Answer> {
  const answer = arbitraryOf(field, field.input)
  return field.required || field.input.shape === 'tick' ? answer : fc.option(answer, { freq: 3 })
}

function arbitraryOf(field: Field, input: InputShape): fc.Arbitrary<Answer> {
  const { pattern } = field.jsonSchema
  switch (input.shape) {
    case 'line':
      // A line with a form of its own, such as a telephone number, says so in its schema.
      return typeof pattern === 'string'
        ? fc.stringMatching(new RegExp(pattern))
        : typed(input.maxLength, oneLine)
    case 'lines':
      return typed(input.maxLength, [...oneLine, '\n', '\n\n  • '])
    case 'number':
      return arbitraryNumber(input)
    case 'date':
      return fc.oneof(fc.constantFrom(...edgeDays), nearDay)
    case 'time':
      return fc.oneof(
        fc.constantFrom('00:00', '23:59'),
        fc
          .tuple(fc.nat(23), fc.nat(59))
          .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':')),
      )
    case 'one-of':
      return fc.constantFrom(...input.values)
    case 'some-of':
      return fc.subarray([...input.values], { minLength: 1 })
    case 'lookup':
      return fc.uuid()
    case 'tick':
      return fc.boolean()
    case 'rows':
      return fc.array(arbitraryRow(input.fields), {
        maxLength: input.maxRows,
        size: 'small',
        minLength: field.required ? 1 : 0,
      })
    case 'secure':
      return arbitraryOf(field, input.inner)
  }
}

/** Leap day, year's ends, a make-up workday, and the night in which New York puts its clocks back. */
const edgeDays = ['2024-02-29', '2025-12-31', '2026-01-01', '2026-10-10', '2026-11-01', today]
const nearDay = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** What breaks renderers: markup of every medium, quotes, formulas, joined emoji, bidi, combining marks, blanks. */
const oneLine = [
  ...[
    '拜访南湾一院骨科',
    '䶮',
    'Visit',
    '😀',
    '👩‍👩‍👧‍👦',
    'مرحبا',
    'שלום',
    '\u202b',
    'e\u0301',
    '\u00a0',
    '\u200b',
    ' ',
  ],
  ...[
    '<b>',
    '</textarea>',
    '</script>',
    '&amp;',
    '&',
    '"',
    "'",
    '*_~`',
    '<@U123>',
    '=1+1',
    '@',
    '%',
    '+',
    '\\',
    '\t',
  ],
]

/** Text made of those pieces and of any other letters, kept within `maxLength` UTF-16 units and not blank. */
function typed(maxLength: number, pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    fc.string({ unit: 'grapheme' }),
  )
  const short = fc.array(piece, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
  const whole = fc.constantFrom('字', 'ab', '😀', '&').map((unit) => unit.repeat(maxLength))
  return fc
    .oneof({ weight: 6, arbitrary: short }, whole)
    .map((text) => text.slice(0, maxLength).trim())
    .filter((text) => text.replace(/[\uD800-\uDFFF]|\0/g, '').trim() !== '')
}

function arbitraryNumber(input: { hasFraction: boolean; min: number | undefined; max: number | undefined }) {
  const unit = input.hasFraction ? 100n : 1n
  const min = BigInt(input.min ?? 0) * unit
  const max = BigInt(input.max ?? 2147483647) * unit
  return fc.bigInt({ min, max }).map((scaled) => {
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(3, '0')
    if (!input.hasFraction) return String(scaled)
    return `${scaled < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
  })
}
