import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { recordTypes } from '../../records/registry.ts'
import type { HomeParts } from './pages.ts'

/** Everything that the actor may file, a button each. */
export function filingSection({ actor }: HomeParts): HomeSection | undefined {
  const { language, personId: ownerId, teamId } = actor
  const filed = recordTypes.filter((type) => type.access.create.allows(actor, { ownerId, teamId }))
  if (filed.length === 0) return undefined
  const buttons = filed.map((type) => ({
    label: type.texts[language].label,
    press: { do: 'file' as const, type: type.id },
  }))
  return { id: 'file', heading: speak(language)('home.file'), items: [{ buttons }] }
}
