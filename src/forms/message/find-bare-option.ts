import type { Form } from '../form.ts'
import { isRows, questionsOf } from './question.ts'
import { readOption } from './values/read-option.ts'

/**
 * An option that is said alone, such as 事假 below a template of leave: the field that it answers, and its value.
 * Undefined where it is an option of several fields, or of none.
 */
export function findBareOption(
  form: Form,
  text: string,
  twin?: Form,
): { field: string; value: string } | undefined {
  const found = questionsOf(form, twin).flatMap((question) => {
    if (isRows(question) || question.field.input.shape !== 'one-of') return []
    const read = readOption(text.trim(), question.options, { strict: true })
    return typeof read === 'object' ? [{ field: question.field.name, value: read.value }] : []
  })
  const [one, ...more] = found
  return more.length === 0 ? one : undefined
}
