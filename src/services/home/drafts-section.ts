import type { FormPurpose } from '../../forms/form.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import { periodLabel } from '../records/period-label.ts'
import { type HomeParts, pageOf } from './pages.ts'
import { whenWords } from './when-words.ts'

const id = 'drafts'

/** What the actor has typed and not sent. Typed lines have a card of their own and are not among them. */
export async function draftsSection({ office, actor, pages }: HomeParts): Promise<HomeSection | undefined> {
  const { db } = office.store
  const { language, zone } = actor
  const t = speak(language)
  const where = { personId: actor.personId, NOT: { formKey: { startsWith: 'line:' } } }
  const count = await db.draft.count({ where })
  if (count === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, count)
  const drafts = await db.draft.findMany({
    where,
    orderBy: [{ updatedAt: 'desc' }, { formKey: 'asc' }],
    take,
    skip,
  })
  const purposes = drafts.map((draft) => (draft.values as { purpose?: FormPurpose } | null)?.purpose)
  const numbers = await readNumbers(db, purposes)
  const items = drafts.flatMap((draft, index) => {
    const purpose = purposes[index]
    const type = findRecordType(purpose?.type ?? '')
    if (!purpose || !type) return []
    const { label, actions } = type.texts[language]
    const of =
      purpose.kind === 'file'
        ? purpose.periodKey && periodLabel(purpose.periodKey, language)
        : `${actions[purpose.action] ?? ''} ${numbers.get(purpose.recordId) ?? ''}`.trim()
    return [
      {
        title: of ? `${label} · ${of}` : label,
        detail: t('home.savedAt', {
          when: whenWords(draft.updatedAt, office.clock.now(), zone, language),
        }),
        buttons: [
          { label: t('home.resume'), press: { do: 'resume-draft' as const, formKey: draft.formKey } },
        ],
      },
    ]
  })
  return { id, heading: t('home.drafts'), items, ...shown }
}

async function readNumbers(
  db: Tx,
  purposes: readonly (FormPurpose | undefined)[],
): Promise<Map<string, string>> {
  const ids = purposes.flatMap((purpose) => (purpose && purpose.kind !== 'file' ? [purpose.recordId] : []))
  if (ids.length === 0) return new Map()
  const rows = await db.record.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } })
  return new Map(rows.map((row) => [row.id, row.number]))
}
