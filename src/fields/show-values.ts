import type { Answer, Answers, Fields, Showing, Values } from './field.ts'

/** The inverse of reading: what a form is filled in with. Blank answers are null. */
export function toAnswers(fields: Fields, values: Values): Answers {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, Answer] => {
      const value = values[name] ?? null
      return [name, value === null ? (field.column === 'rows' ? [] : null) : field.toAnswer(value)]
    }),
  )
}

/** Every answered field of a row as text, in the fields' order. Sensitive ones are left out: only a page may show them. */
export function showValues(fields: Fields, values: Values, showing: Showing): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name] ?? null
    return value === null || field.sensitive ? [] : [field.show(value, showing.within(name))]
  })
}
