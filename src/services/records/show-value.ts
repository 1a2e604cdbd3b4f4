import type { Showing, Value } from '../../fields/field.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { optionOf } from '../../records/build-form.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Names } from './names.ts'

/** How something is to be said: in which language, and what ids are called. */
export interface Wording {
  language: Language
  names: Names
}

/** How the values of one field read. Choices are worded by the path of their field. */
export function showingFor(type: RecordType, path: string, { language, names }: Wording): Showing {
  const t = speak(language)
  return {
    option: (value) => optionOf(type, path, value, language),
    name: (of, id) => names.of(of, id) ?? t('cards.unnamed'),
    within: (name) => showingFor(type, `${path}.${name}`, { language, names }),
    language,
    yes: t('fields.yes'),
    no: t('fields.no'),
  }
}

/** A field's value in words, as tables and exports have it below their labels. A sealed field says nothing. */
export function showValue(type: RecordType, name: string, value: Value, wording: Wording): string {
  const field = type.fields[name]
  if (!field || field.sensitive || value === null) return ''
  return field.show(value, showingFor(type, name, wording))
}

/** The same beside a bare label, as on cards: 30 分钟. */
export function showMeasured(type: RecordType, name: string, value: Value, wording: Wording): string {
  const shown = showValue(type, name, value, wording)
  const unit = type.texts[wording.language].units?.[name]
  return shown === '' || unit === undefined || type.fields[name]?.showsUnit ? shown : `${shown} ${unit}`
}
