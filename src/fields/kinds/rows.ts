import {
  type Answer,
  type Answers,
  base,
  type FieldBase,
  type Fields,
  ok,
  type Parsed,
  type Problem,
  type Values,
  type ValuesOf,
} from '../field.ts'
import { parseAnswers } from '../parse-answers.ts'
import { showValues, toAnswers } from '../show-values.ts'

interface RowsOptions {
  required?: boolean
  maxRows?: number
}

/** A repeated group of fields, such as the planned visits of a week. Rows in which nothing was typed are dropped. */
export function rows<F extends Fields>(
  fields: F,
  options: RowsOptions = {},
): FieldBase<readonly ValuesOf<F>[]> {
  const maxRows = options.maxRows ?? 15
  return {
    ...base('rows', 'rows', options),
    input: { shape: 'rows', fields, maxRows },
    parse: (answer, reading): Parsed<readonly ValuesOf<F>[]> => {
      if (!isRows(answer)) return { ok: false, problems: [{ key: 'fields.notRows' }] }
      if (answer.length > maxRows)
        return { ok: false, problems: [{ key: 'fields.tooManyRows', params: { max: maxRows } }] }
      const problems: Problem[] = []
      const values: ValuesOf<F>[] = []
      for (const [index, row] of answer.entries()) {
        const parsed = parseAnswers(fields, row, reading)
        if (parsed.ok) values.push(parsed.values as ValuesOf<F>)
        else problems.push(...parsed.problems.map((p) => ({ ...p, path: `${index}.${p.path}` })))
      }
      return problems.length > 0 ? { ok: false, problems } : ok(values)
    },
    toAnswer: (value) => value.map((row) => toAnswers(fields, row as Values)),
    show: (value, showing) =>
      value
        .map((row, index) => `${index + 1}. ${showValues(fields, row as Values, showing).join(' · ')}`)
        .join('\n'),
    jsonSchema: {
      type: 'array',
      maxItems: maxRows,
      items: {
        type: 'object',
        additionalProperties: false,
        // What a row leaves unanswered is null, as everywhere in answers.
        properties: Object.fromEntries(
          Object.entries(fields).map(([name, { required, jsonSchema }]) => [
            name,
            required ? jsonSchema : { anyOf: [jsonSchema, { type: 'null' }] },
          ]),
        ),
        required: Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : [])),
      },
    },
  }
}

function isRows(answer: Answer): answer is readonly Answers[] {
  return (
    Array.isArray(answer) &&
    answer.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  )
}
