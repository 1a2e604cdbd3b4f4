import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reading, samples, showing } from '../../tests/support/field-samples.ts'
import { parseAnswers } from './parse-answers.ts'
import { toAnswers } from './show-values.ts'

const all = Object.entries(samples).flatMap(([name, each]) =>
  each.map((sample, index) => [each.length > 1 ? `${name} ${index + 1}` : name, sample] as const),
)
const ajv = new Ajv({ strictTypes: false })
formats.default(ajv)

describe.each(all)('%s', (_name, { field, legal, read, refused, shown }) => {
  const fitsSchema = ajv.compile(field.jsonSchema)

  it('reads back every value from the answer it gives', () => {
    fc.assert(
      fc.property(legal, (value) => {
        expect(field.parse(field.toAnswer(value), reading)).toEqual({ ok: true, value })
      }),
      { numRuns: 200 },
    )
  })

  it('gives answers that its schema describes', () => {
    fc.assert(fc.property(legal, (value) => fitsSchema(field.toAnswer(value)) === true))
  })

  it.each(read)('reads %j', (typed, value) => {
    expect(field.parse(typed, reading)).toEqual({ ok: true, value })
    expect(fitsSchema(field.toAnswer(value))).toBe(true)
  })

  it.each(refused)('refuses %j with %s', (typed, key) => {
    const parsed = field.parse(typed, reading)
    expect(parsed.ok ? [] : parsed.problems.map((p) => p.key)).toEqual([key])
    // What is of another shape altogether, the schema refuses as well.
    if (typeof typed !== typeof field.toAnswer(shown[0])) expect(fitsSchema(typed)).toBe(false)
  })

  it('shows a value in words', () => {
    expect(field.show(shown[0], showing)).toBe(shown[1])
  })

  it('holds nothing when nothing was answered', () => {
    const nothing = field.column === 'rows' ? [] : null
    for (const blank of [null, '', ' \u3000\n', []] as const) {
      expect(parseAnswers({ field }, { field: blank }, reading)).toEqual({
        ok: true,
        values: { field: nothing },
      })
    }
    expect(parseAnswers({ field }, {}, reading)).toEqual({ ok: true, values: { field: nothing } })
    expect(toAnswers({ field }, { field: null })).toEqual({ field: nothing })
  })

  it('asks for an answer where one is required', () => {
    const required = { field: { ...field, required: true } }
    const parsed = parseAnswers(required, { field: '\u0000 ' }, reading)
    expect(parsed).toEqual({ ok: false, problems: [{ path: 'field', key: 'fields.required' }] })
  })

  it('survives any answer at all', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.array(fc.string()),
      fc.array(fc.dictionary(fc.string(), fc.string())),
      fc.constant(null),
    )
    fc.assert(
      fc.property(anything, (answer) => {
        const parsed = parseAnswers({ field }, { field: answer }, reading)
        if (!parsed.ok) return parsed.problems.length > 0
        // What is taken at all reads the same again.
        const again = parseAnswers({ field }, toAnswers({ field }, parsed.values), reading)
        expect(again).toEqual(parsed)
        return true
      }),
      { numRuns: 300 },
    )
  })
})
