import type { Answer, Value, Values } from '../../fields/field.ts'
import type { Language } from '../../i18n/translate.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Names } from '../records/names.ts'
import { showingFor } from '../records/record-card.ts'

/** How something is to be said: in which language, and what ids are called. */
export interface Wording {
  language: Language
  names: Names
}

/** A field's value in words, rows one a line. A sealed field says nothing. */
export function showValue(
  type: RecordType,
  name: string,
  value: Value,
  { language, names }: Wording,
): string {
  const field = type.fields[name]
  if (!field || field.sensitive || value === null) return ''
  if (field.input.shape !== 'rows') return field.show(value, showingFor(type, name, language, names))
  const columns = Object.entries(field.input.fields)
  return (value as readonly Values[])
    .map((row, index) => {
      const cells = columns.flatMap(([column, f]) => {
        const cell = row[column] ?? null
        if (cell === null || f.sensitive) return []
        return [f.show(cell, showingFor(type, `${name}.${column}`, language, names))]
      })
      return `${index + 1}. ${cells.join(' · ')}`
    })
    .join('\n')
}

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
  if (parsed.ok) return showValue(type, name, parsed.value, wording)
  return typeof answer === 'string' ? answer : ''
}
