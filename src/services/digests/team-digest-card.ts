import { findPeriod } from '../../calendar/periods.ts'
import type { Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { Policy } from '../../policy/schema.ts'
import referralType from '../../records/referral/index.ts'
import { findRecordType } from '../../records/registry.ts'
import { periodLabel } from '../records/period-label.ts'
import type { Filed, TeamNumbers, Totals } from './team-numbers.ts'

const namesAtMost = 20

export interface DigestWords {
  language: Language
  periodKey: string
  policy: Policy
  teamNames: ReadonlyMap<string, string>
}

/** Counts before names: who has not filed is named only where the company wants it so, and then in the thread. */
export function buildTeamDigest(numbers: TeamNumbers, words: DigestWords): Card {
  const t = speak(words.language)
  const { language, periodKey } = words
  const [only, ...others] = numbers.byTeam
  const team = only && others.length === 0 ? words.teamNames.get(only.teamId) : undefined
  const period = periodLabel(periodKey, language)
  const { counts } = numbers.referrals
  return {
    title: team ? t('digests.teamOf', { team, period }) : t('digests.team', { period }),
    facts: [
      ...numbers.filed.map((filed) => ({
        label: labelOf(filed, words),
        value: describeFiled(filed, language),
      })),
      { label: t('digests.activities'), value: describeTotals(numbers.totals, language) },
      {
        label: t('digests.fieldDays'),
        value: t('digests.fieldDayTotal', { count: numbers.totals.field_days }),
      },
      { label: t('digests.newCustomers'), value: t('digests.count', { count: numbers.newCustomers.count }) },
      {
        label: t('digests.referrals'),
        value: counts.size > 0 ? describeSteps(counts, language) : t('digests.noReferrals'),
      },
      ...(numbers.blockers > 0
        ? [{ label: t('digests.blockers'), value: t('digests.reports', { count: numbers.blockers }) }]
        : []),
    ],
  }
}

/** What stands behind the counts; undefined when there is nothing more to say. */
export function buildTeamDetails(numbers: TeamNumbers, words: DigestWords): Card | undefined {
  const { language, policy, teamNames } = words
  const t = speak(language)
  const { newCustomers, referrals } = numbers
  const sections: { heading: string; text: string }[] = []
  const missing = listMissing(numbers, words)
  if (policy.digests.team.names && missing.length > 0)
    sections.push({ heading: t('digests.notFiled'), text: missing.join('\n') })
  if (numbers.byTeam.length > 1) {
    const lines = numbers.byTeam.map(({ teamId, filed, totals }) =>
      t('digests.teamLine', {
        team: teamNames.get(teamId) ?? t('cards.unnamed'),
        filed:
          filed.map((each) => `${labelOf(each, words)} ${each.filed}/${each.owed}`).join(' · ') ||
          t('digests.nothingOwed'),
        activities: describeTotals(totals, language),
      }),
    )
    sections.push({ heading: t('digests.perTeam'), text: lines.join('\n') })
  }
  if (newCustomers.count > 0) {
    const text = listSome(newCustomers.names, newCustomers.count, language)
    sections.push({ heading: t('digests.newCustomers'), text })
  }
  if (referrals.codes.length > 0) {
    const { states } = referralType.texts[language]
    const total = [...referrals.counts.values()].reduce((sum, count) => sum + count, 0)
    const lines = referrals.codes.map(({ number, status }) => `${number} · ${states[status] ?? status}`)
    const hidden = total - lines.length
    const text = [...lines, ...(hidden > 0 ? [t('digests.more', { count: hidden })] : [])].join('\n')
    sections.push({ heading: t('digests.referrals'), text })
  }
  return sections.length > 0 ? { title: t('digests.details'), sections } : undefined
}

/** Who has not filed what was due, a line for each thing that is owed. */
export function listMissing({ filed }: TeamNumbers, words: DigestWords): string[] {
  const t = speak(words.language)
  return filed.flatMap((each) => {
    if (each.missing.length === 0) return []
    const names = each.missing.map((person) => person.name)
    const label = labelOf(each, words)
    return [t('digests.nameList', { label, names: listSome(names, names.length, words.language) })]
  })
}

/** Names the week where it is another than the digest's own, as a plan's is that is due the week before. */
function labelOf({ kind, periodKey }: Filed, { policy, language, periodKey: own }: DigestWords): string {
  const label = findRecordType(policy.duties[kind]?.record ?? '')?.texts[language].label ?? kind
  const [theirs, ours] = [findPeriod(periodKey), findPeriod(own)]
  const isAnother = theirs?.kind === 'week' && ours?.kind === 'week' && theirs.key !== ours.key
  return isAnother ? speak(language)('digests.ofWeek', { label, week: theirs.index }) : label
}

function describeFiled({ owed, filed, open, late, excused }: Filed, language: Language): string {
  const t = speak(language)
  return [
    owed > 0 ? t('digests.filed', { filed, owed }) : t('digests.nothingOwed'),
    ...(late > 0 ? [t('digests.ofWhichLate', { count: late })] : []),
    ...(owed - filed > open ? [t('digests.missing', { count: owed - filed - open })] : []),
    ...(open > 0 ? [t('digests.notDueYet', { count: open })] : []),
    ...(excused > 0 ? [t('digests.excused', { count: excused })] : []),
  ].join(' · ')
}

const describeTotals = (totals: Totals, language: Language): string =>
  speak(language)('digests.activityTotals', {
    newDone: totals.visit_new,
    oldDone: totals.visit_old,
    callDone: totals.call,
  })

/** In the order of the workflow, which is that of the patient's way. */
function describeSteps(counts: ReadonlyMap<string, number>, language: Language): string {
  const t = speak(language)
  const { states } = referralType.texts[language]
  return Object.keys(referralType.workflow.states)
    .flatMap((state) => {
      const count = counts.get(state)
      return count ? [t('digests.step', { state: states[state] ?? state, count })] : []
    })
    .join(' · ')
}

export function listSome(names: readonly string[], total: number, language: Language): string {
  const t = speak(language)
  const shown = names.slice(0, namesAtMost)
  const hidden = total - shown.length
  return [...shown, ...(hidden > 0 ? [t('digests.more', { count: hidden })] : [])].join(t('digests.comma'))
}
