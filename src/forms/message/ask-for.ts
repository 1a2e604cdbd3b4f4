import { type Language, speak } from '../../i18n/translate.ts'
import type { FormField } from '../form.ts'
import { hintOf } from './render-template.ts'

/** The question of one field as text: its label, options with the numbers that answer them, its hint. */
export function askFor(field: FormField, language: Language): string {
  const t = speak(language)
  const { input } = field
  const options =
    input.shape === 'one-of' || input.shape === 'some-of'
      ? input.options.map(({ label }) => label)
      : input.shape === 'tick'
        ? [t('fields.yes'), t('fields.no')]
        : []
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
