import type { Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { Policy } from '../../policy/schema.ts'
import { findRecordType } from '../../records/registry.ts'
import { nameAwaited, shortAwaited } from '../home/name-awaited.ts'
import { showPercent } from '../metrics/explain-score.ts'
import { periodLabel } from '../records/period-label.ts'
import type { ManagerNumbers } from './manager-numbers.ts'
import { listSome } from './team-digest-card.ts'

/** Buttons that open what waits; the rest stands on the Home. */
const buttonsAtMost = 5

export interface ManagerWords {
  language: Language
  policy: Policy
  teamNames: ReadonlyMap<string, string>
}

/** Exceptions first, then the sums; the picture shows the rest. */
export function buildManagerDigest(
  numbers: ManagerNumbers,
  words: ManagerWords,
  shown: { shown: number; hidden: number },
): Card {
  const { language, policy } = words
  const t = speak(language)
  const { plan, activity, fieldDays, trend, waiting, overdue } = numbers
  const overdueLines = overdue.map(({ kind, people }) =>
    t('digests.nameList', {
      label: findRecordType(policy.duties[kind]?.record ?? '')?.texts[language].label ?? kind,
      names: listSome(
        people.map((person) => person.name),
        people.length,
        language,
      ),
    }),
  )
  const named = waiting.slice(0, buttonsAtMost).map((record) => ({
    record,
    line: nameAwaited(record, record.ownerName, language),
  }))
  const left = waiting.length - named.length
  return {
    title: t('digests.manager', { period: periodLabel(numbers.period.key, language) }),
    facts: [
      { label: t('digests.people'), value: String(numbers.participation.rows.length) },
      ...(plan.planned > 0
        ? [
            {
              label: t('digests.plannedVisits'),
              value: t('digests.ofWanted', { done: plan.kept, wanted: plan.planned }),
            },
          ]
        : []),
      ...(activity
        ? [{ label: t('digests.activities'), value: t('digests.activityOfQuota', activity) }]
        : []),
      ...(numbers.carried > 0
        ? [{ label: t('digests.carried'), value: t('digests.items', { count: numbers.carried }) }]
        : []),
      ...(fieldDays
        ? [{ label: t('digests.fieldDaysYear'), value: t('digests.fieldDaysOf', fieldDays) }]
        : []),
      ...(waiting.length > 0
        ? [{ label: t('digests.waitingForYou'), value: t('digests.items', { count: waiting.length }) }]
        : []),
    ],
    sections: [
      {
        heading: t('digests.overdue'),
        text: overdueLines.length > 0 ? overdueLines.join('\n') : t('digests.noneOverdue'),
      },
      ...(waiting.length > 0
        ? [
            {
              heading: t('digests.waitingForYou'),
              text: [
                ...named.map(({ line }) => line),
                ...(left > 0 ? [t('duties.morningMore', { count: left })] : []),
              ].join('\n'),
            },
          ]
        : []),
      ...(trend ? [{ text: describeTrend(trend, language) }] : []),
      ...(shown.hidden > 0 ? [{ text: t('digests.leftOut', shown) }] : []),
    ],
    ask: t('duties.group.ask'),
    buttons: named.map(({ record, line }) => ({
      label: t('digests.open', { what: line }),
      short: shortAwaited(record, record.ownerName, language),
      line,
      press: { do: 'show', recordId: record.id },
    })),
  }
}

function describeTrend({ now, before }: { now: number; before: number }, language: Language): string {
  const key = now > before ? 'digests.trendUp' : now < before ? 'digests.trendDown' : 'digests.trendSame'
  return speak(language)(key, { now: showPercent(now), before: showPercent(before) })
}
