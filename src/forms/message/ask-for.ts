import { type Language, speak } from '../../i18n/translate.ts'
import type { FormField } from '../form.ts'
import { hintOf } from './render-template.ts'

/** The question of one field as text: its label, options with the numbers that answer them, its hint. */
export function askFor(field: FormField, language: Language): string {
  const t = speak(language)
  const { input } = field
  const options = listOptions(field, language)
  return [
    t('messages.question', { label: field.label }),
    ...options.map((option, index) => `${index + 1}. ${option}`),
    ...(options.length > 0 ? [t('messages.pickNumber')] : []),
    ...(input.shape === 'rows' ? [t('messages.onePerLine', { columns: hintOf(input, language) })] : []),
    ...(field.hint === undefined ? [] : [field.hint]),
    ...(field.required ? [] : [t('messages.canSkip')]),
    ...(input.shape === 'secure' ? [t('messages.secureFollows')] : []),
  ].join('\n')
}

/** What can be answered, where it can be listed. */
export function listOptions({ input }: FormField, language: Language): readonly string[] {
  const t = speak(language)
  switch (input.shape) {
    case 'one-of':
    case 'some-of':
      return input.options.map(({ label }) => label)
    case 'tick':
      return [t('fields.yes'), t('fields.no')]
    default:
      return []
  }
}
