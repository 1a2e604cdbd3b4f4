import type { Answer, Answers } from '../fields/field.ts'
import type { Form, FormField } from '../forms/form.ts'

/** The field that a path such as `visits.2.customer` leads to. */
export function findField(form: Form, path: string): FormField | undefined {
  const [name, at, inner] = path.split('.')
  const field = form.fields.find((each) => each.name === name)
  if (inner === undefined || field?.input.shape !== 'rows') return field
  const row = field.input.rows[Number(at)] ?? field.input.blank
  return row.find((each) => each.name === inner)
}

/** The answers with one of them changed, wherever its path leads. */
export function putAnswer(answers: Answers, path: string, answer: Answer): Answers {
  const [name = '', at, inner] = path.split('.')
  if (inner === undefined) return { ...answers, [name]: answer }
  const rows = (Array.isArray(answers[name]) ? answers[name] : []) as readonly Answers[]
  const index = Number(at)
  return { ...answers, [name]: rows.map((row, each) => (each === index ? { ...row, [inner]: answer } : row)) }
}

/** What is asked in chat; what has to be sealed is asked on a page. */
export const openFields = ({ fields }: Form) => fields.filter(({ input }) => input.shape !== 'secure')

/** The first thing that is required and not there, in the form's order, rows included. */
export const findMissing = (form: Form): string | undefined => missingOf(openFields(form)).next().value

function* missingOf(fields: readonly FormField[], prefix = ''): Generator<string, undefined> {
  for (const field of fields) {
    if (isMissing(field)) yield prefix + field.name
    if (field.input.shape !== 'rows') continue
    for (const [index, row] of field.input.rows.entries()) yield* missingOf(row, `${field.name}.${index}.`)
  }
  return undefined
}

export const isMissing = ({ required, answer, input }: FormField): boolean =>
  required && input.shape !== 'rows' && (answer === null || answer === '')

/** Of a path into a list, the list's label and the number of the row as people count. */
export function findRow(form: Form, path: string): { label: string; row: number } | undefined {
  const [name, at, inner] = path.split('.')
  const group = form.fields.find((each) => each.name === name)
  return group && inner !== undefined ? { label: group.label, row: Number(at) + 1 } : undefined
}
