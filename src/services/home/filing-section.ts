import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { listFileable } from '../records/may-file.ts'
import type { HomeParts } from './pages.ts'

export const filingId = 'file'

/** Everything that the actor may file, a button each. */
export function filingSection({ actor }: HomeParts): HomeSection | undefined {
  const { language } = actor
  const filed = listFileable(actor)
  if (filed.length === 0) return undefined
  const buttons = filed.map((type) => ({
    label: type.texts[language].label,
    press: { do: 'file' as const, type: type.id },
  }))
  return { id: filingId, heading: speak(language)('home.file'), items: [{ buttons }] }
}
