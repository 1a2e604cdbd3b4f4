import {
  type Answer,
  type Answers,
  type Fields,
  isBlank,
  type Reading,
  type Showing,
  type Values,
} from './field.ts'

/** The inverse of reading: what a form is filled in with. Blank answers are null. */
export function toAnswers(fields: Fields, values: Values): Answers {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Answer] => {
      const value = values[name] ?? null
      return [name, value === null ? (field.column === 'rows' ? [] : null) : field.toAnswer(value)]
    }),
  )
}

/** The same answers, with what a form begins with where nothing was answered yet. */
export function beginAnswers(fields: Fields, answers: Answers, reading: Reading): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]): [string, Answer] => [
      name,
      isBlank(answer) ? (fields[name]?.begin?.(reading) ?? answer) : answer,
    ]),
  )
}

/** Every answered field of a row as text, in the fields' order. Sensitive ones are left out: only a page may show them. */
export function showValues(fields: Fields, values: Values, showing: Showing): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name] ?? null
    return value === null || field.sensitive ? [] : [field.show(value, showing.within(name))]
  })
}
