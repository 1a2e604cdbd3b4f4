import { owner } from '../../access/permissions.ts'
import type { HomeSection } from '../../forms/home.ts'
import { showDay } from '../../i18n/show-day.ts'
import { speak } from '../../i18n/translate.ts'
import absence from '../../records/absence/index.ts'
import { listRecords } from '../../store/records/records.ts'
import { appealDayOf, isAppealable } from '../duties/deciding/keep-appeal-time.ts'
import { periodLabel, tinyPeriod } from '../records/period-label.ts'
import type { HomeParts } from './pages.ts'

/** Nobody has more at a time: each is a week without a plan or a report, and stands for a few days. */
const appealsAtMost = 10

/** What may count as the actor's absence, for as long as they can say that it should not (mission row 1.53). */
export async function appealsSection({ office, actor }: HomeParts): Promise<HomeSection | undefined> {
  const { language } = actor
  const t = speak(language)
  const proposals = await listRecords(office.store.db, absence, {
    visible: owner.rows(actor),
    statuses: absence.workflow.actions.appeal?.from ?? [],
    limit: appealsAtMost,
  })
  const open = proposals.filter((record) => isAppealable(office, record))
  if (open.length === 0) return undefined
  const { label, states, options, actions } = absence.texts[language]
  return {
    id: 'appeals',
    heading: t('home.appeals'),
    items: open.map((record) => {
      const about = options?.dutyKind?.[String(record.values.dutyKind)] ?? ''
      const period = record.periodKey ? [periodLabel(record.periodKey, language)] : []
      const until = t('home.appealUntil', { day: showDay(appealDayOf(office, record), language) })
      return {
        title: `${label} · ${about} ${record.number}`,
        detail: [states[record.status] ?? record.status, ...period, until].join(' · '),
        buttons: [
          {
            label: actions.appeal ?? 'appeal',
            short: [
              actions.appeal,
              ...(record.periodKey ? [tinyPeriod(record.periodKey, language)] : []),
              about,
            ].join(' '),
            press: { do: 'act', recordId: record.id, revision: record.revision, action: 'appeal' },
          },
        ],
      }
    }),
  }
}
