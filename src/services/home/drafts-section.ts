import type { FormPurpose } from '../../forms/form.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { findRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import { periodLabel } from '../records/period-label.ts'
import { type HomeParts, pageOf } from './pages.ts'
import { whenWords } from './when-words.ts'

const id = 'drafts'
const draftsAtMost = 100

/** What the actor has typed and not sent. Typed lines have a card of their own and are not among them. */
export async function draftsSection({ office, actor, pages }: HomeParts): Promise<HomeSection | undefined> {
  const { db } = office.store
  const { language, zone } = actor
  const t = speak(language)
  const kept = await db.draft.findMany({
    where: { personId: actor.personId, NOT: { formKey: { startsWith: 'line:' } } },
    orderBy: [{ updatedAt: 'desc' }, { formKey: 'asc' }],
    // Whoever has more begun than this is shown the latest.
    take: draftsAtMost,
  })
  const begun = kept.flatMap((draft) => {
    const { purpose } = (draft.values ?? {}) as { purpose?: FormPurpose }
    const type = findRecordType(purpose?.type ?? '')
    return purpose && type ? [{ draft, purpose, type }] : []
  })
  const records = await readRecords(
    db,
    begun.map(({ purpose }) => purpose),
  )
  // What a record's state allows no more is kept, for it may come back to that state, but leads nowhere now.
  const open = begun.filter(({ purpose, type }) => {
    if (purpose.kind === 'file') return true
    const status = records.get(purpose.recordId)?.status
    return status !== undefined && type.workflow.actions[purpose.action]?.from.includes(status)
  })
  if (open.length === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, open.length)
  const items = open.slice(skip, skip + take).map(({ draft, purpose, type }) => {
    const { label, actions } = type.texts[language]
    const of =
      purpose.kind === 'file'
        ? purpose.periodKey && periodLabel(purpose.periodKey, language)
        : `${actions[purpose.action] ?? ''} ${records.get(purpose.recordId)?.number ?? ''}`.trim()
    return {
      title: of ? `${label} · ${of}` : label,
      detail: t('home.savedAt', {
        when: whenWords(draft.updatedAt, office.clock.now(), zone, language),
      }),
      buttons: [
        {
          label: t('home.resume'),
          short: `${t('home.resume')} ${label}`,
          press: { do: 'resume-draft' as const, formKey: draft.formKey },
        },
      ],
    }
  })
  return { id, heading: t('home.drafts'), items, ...shown }
}

async function readRecords(
  db: Tx,
  purposes: readonly FormPurpose[],
): Promise<Map<string, { number: string; status: string }>> {
  const ids = purposes.flatMap((purpose) => (purpose.kind === 'file' ? [] : [purpose.recordId]))
  if (ids.length === 0) return new Map()
  const rows = await db.record.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, status: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}
