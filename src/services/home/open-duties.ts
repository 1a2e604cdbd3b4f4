import type { Button } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { Policy } from '../../policy/schema.ts'
import { findRecordType } from '../../records/registry.ts'
import { type DutyRow, openDutyStates } from '../../store/duties/duties.ts'
import type { Tx } from '../../store/open-store.ts'
import { periodLabel } from '../records/period-label.ts'
import { whenWords } from './when-words.ts'

/** What these people still have to file, the most urgent first. */
export function readOpenDuties(
  db: Tx,
  personIds: readonly string[],
  policy: Policy,
  page?: { take: number; skip: number },
) {
  return db.duty.findMany({
    where: openDutiesOf(personIds, policy),
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    ...page,
  })
}

/** Records and steps that wait for somebody are duties too, and stand under what waits for them. */
export const openDutiesOf = (personIds: readonly string[], policy: Policy) => ({
  personId: { in: [...personIds] },
  kind: { in: Object.keys(policy.duties) },
  state: { in: [...openDutyStates] },
})

interface Reader {
  language: Language
  zone: string
}

/** An obligation in words, with the button that opens its form. Undefined for a kind the policy has dropped. */
export function describeDuty(
  duty: DutyRow,
  policy: Policy,
  { language, zone }: Reader,
  now: Date,
): { title: string; detail: string; isOverdue: boolean; button: Button } | undefined {
  const type = findRecordType(policy.duties[duty.kind]?.record ?? '')
  if (!type) return undefined
  const t = speak(language)
  const dueAt = deadlineInForce(duty)
  const when = whenWords(dueAt, now, zone, language)
  const isOverdue = dueAt < now
  const { label } = type.texts[language]
  return {
    title: `${label} · ${periodLabel(duty.periodKey, language)}`,
    detail: isOverdue ? t('home.wasDue', { when }) : t('home.due', { when }),
    isOverdue,
    button: {
      label: t('home.fill'),
      short: label,
      tone: 'primary',
      press: { do: 'file', type: type.id, periodKey: duty.periodKey },
    },
  }
}
