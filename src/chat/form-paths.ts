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
