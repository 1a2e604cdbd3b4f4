import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { getRecordType, recordTypes } from '../../records/registry.ts'
import { periodLabel } from '../records/period-label.ts'
import type { HomeParts } from './pages.ts'
import { whenWords } from './when-words.ts'

const shownAtMost = 5

/** Types that somebody else goes on with: of these one wants to know how things stand, not of every visit of a day. */
const followed = recordTypes.filter(({ audience }) => audience.length > 0).map(({ id }) => id)

/** What the actor filed last, with how it stands. */
export async function recentSection({ office, actor }: HomeParts): Promise<HomeSection | undefined> {
  const { language, zone } = actor
  const t = speak(language)
  const records = await office.store.db.record.findMany({
    where: { ownerId: actor.personId, type: { in: followed } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: shownAtMost,
  })
  if (records.length === 0) return undefined
  return {
    id: 'recent',
    heading: t('home.recent'),
    items: records.map((record) => {
      const type = getRecordType(record.type)
      const { label, states } = type.texts[language]
      const period = record.periodKey && type.period ? [periodLabel(record.periodKey, language)] : []
      const when = whenWords(record.statusAt, office.clock.now(), zone, language)
      return {
        title: `${label} ${record.number}`,
        detail: [states[record.status] ?? record.status, ...period, when].join(' · '),
        buttons: [{ label: t('home.open'), press: { do: 'show', recordId: record.id } }],
      }
    }),
  }
}
