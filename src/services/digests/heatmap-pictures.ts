import { type Language, speak } from '../../i18n/translate.ts'
import { describeHeatmap } from '../../pictures/describe-heatmap.ts'
import {
  HEATMAP_MAX_PEOPLE,
  type HeatmapInput,
  type ParticipationState,
} from '../../pictures/heatmap-input.ts'
import type { Policy } from '../../policy/schema.ts'
import { showPolicy } from '../metrics/explain-score.ts'
import type { Participation } from './participation.ts'

/** Beyond this nobody looks: those who need a look most come first. */
const picturesAtMost = 3
/** Platforms take 2,000 characters of alternative text. */
const longestAlt = 1_800

export interface HeatmapWords {
  language: Language
  teamNames: ReadonlyMap<string, string>
  policy: Policy
}

type PersonRow = Participation['rows'][number]

/** As many pictures as it takes, 40 people each, by team; of very many people those with the most misses. */
export function toHeatmaps(
  participation: Participation,
  words: HeatmapWords,
): { pictures: HeatmapInput[]; shown: number; hidden: number } {
  const t = speak(words.language)
  const { weeks } = participation
  const rows = chooseRows(participation.rows, words)
  const pages: PersonRow[][] = []
  for (let from = 0; from < rows.length; from += HEATMAP_MAX_PEOPLE) {
    pages.push(rows.slice(from, from + HEATMAP_MAX_PEOPLE))
  }
  const pictures = pages.map((page) => ({
    title: t('digests.participation'),
    periodText: t('digests.weeks', { count: weeks.length }),
    policyText: showPolicy(words.policy, words.language),
    columns: weeks.map((week) => ({ label: t('digests.weekLabel', { week: week.index }) })),
    teams: byTeam(page, words),
    texts: {
      filed: t('digests.states.filed'),
      late: t('digests.states.late'),
      excused: t('digests.states.excused'),
      due: t('digests.states.due'),
      missed: t('digests.states.missed'),
      none: t('digests.states.none'),
      noData: t('digests.noData'),
    },
  }))
  return { pictures, shown: rows.length, hidden: participation.rows.length - rows.length }
}

function troubleOf(state: ParticipationState): number {
  if (state === 'missed') return 100
  if (state === 'due') return 10
  return state === 'late' ? 1 : 0
}

function chooseRows(rows: readonly PersonRow[], { teamNames }: HeatmapWords): PersonRow[] {
  const most = picturesAtMost * HEATMAP_MAX_PEOPLE
  const trouble = ({ states }: PersonRow) => states.reduce((sum, state) => sum + troubleOf(state), 0)
  const chosen =
    rows.length <= most ? [...rows] : rows.toSorted((a, b) => trouble(b) - trouble(a)).slice(0, most)
  const byName = new Intl.Collator('zh-CN')
  const teamOf = ({ person }: PersonRow) => teamNames.get(person.teamId) ?? ''
  return chosen.sort(
    (a, b) => byName.compare(teamOf(a), teamOf(b)) || byName.compare(a.person.name, b.person.name),
  )
}

function byTeam(page: readonly PersonRow[], { teamNames, language }: HeatmapWords): HeatmapInput['teams'] {
  const teams: HeatmapInput['teams'] = []
  for (const { person, states } of page) {
    const name = teamNames.get(person.teamId) ?? speak(language)('cards.unnamed')
    let team = teams.at(-1)
    if (team?.name !== name) {
      team = { name, people: [] }
      teams.push(team)
    }
    team.people.push({ name: person.name, states: [...states] })
  }
  return teams
}

/** The picture in words as far as an alternative text goes; what is left out is counted. */
export function describeForAlt(picture: HeatmapInput, language: Language): string {
  const lines = describeHeatmap(picture)
  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    length += line.length + 1
    if (length > longestAlt) break
    kept.push(line)
  }
  const hidden = lines.length - kept.length
  return [...kept, ...(hidden > 0 ? [speak(language)('digests.more', { count: hidden })] : [])].join('\n')
}
