import type { Answer } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { showMeasured, type Wording } from '../records/show-value.ts'

/** An answer in words; what the field refuses stands as it was typed. */
export function showAnswer(
  type: RecordType,
  name: string,
  answer: Answer,
  wording: Wording & { today: string },
): string {
  const field = type.fields[name]
  if (!field || field.sensitive || answer === null || answer === '') return ''
  const parsed = field.parse(answer, { today: wording.today })
  if (parsed.ok) return showMeasured(type, name, parsed.value, wording)
  return typeof answer === 'string' ? answer : ''
}
