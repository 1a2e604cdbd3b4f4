import { type Language, speak } from '../../i18n/translate.ts'
import type { Ranked } from '../../metrics/rank.ts'
import { LEADERBOARD_MAX_ROWS, type LeaderboardInput } from '../../pictures/leaderboard-input.ts'
import type { Policy } from '../../policy/schema.ts'
import { periodLabel } from '../records/period-label.ts'
import type { BoardGroup, BoardRow } from './build-board.ts'
import { showPoints, showPolicy } from './explain-score.ts'

const longestPercent = 999
const [fewestPlaces, mostPlaces] = [3, 10]

export interface BoardWords {
  language: Language
  /** Of every team on the board; names are shown where there are several. */
  teamNames: ReadonlyMap<string, string>
  policy: Policy
  /** Where boards of several roles stand side by side each names its own. */
  hasSeveralGroups: boolean
}

/** The top of one group as the picture wants it; the rest of a mass tie is counted, not drawn. */
export function toBoardPicture(group: BoardGroup, periodKey: string, words: BoardWords): LeaderboardInput {
  const t = speak(words.language)
  const places = Math.min(words.policy.leaderboard.top, mostPlaces)
  const top = findTop(group.rows, places)
  const shown = top.slice(0, LEADERBOARD_MAX_ROWS)
  const hidden = top.length - shown.length
  const [best] = group.improved
  return {
    title: boardTitle(group, words),
    periodText: periodLabel(periodKey, words.language),
    policyText: showPolicy(words.policy, words.language),
    topCount: Math.max(places, fewestPlaces),
    rows: shown.map((row) => toRow(row, group, words)),
    ...(hidden > 0 ? { moreText: t('metrics.moreTied', { count: hidden }) } : {}),
    ...(best
      ? {
          mostImproved: {
            label: t('metrics.improved'),
            name: best.item.name,
            teamName: teamNameOf(best.item, words),
            changeText: t('metrics.gain', { points: showPoints(best.gainBp).slice(1) }),
          },
        }
      : {}),
    texts: { target: t('metrics.target'), tie: t('metrics.tie'), noData: t('metrics.noData') },
  }
}

/** Whoever comes last is never shown, be the team ever so small; where all share the first place nobody is last. */
function findTop(rows: BoardGroup['rows'], places: number): BoardGroup['rows'] {
  const lastRank = rows.at(-1)?.rank ?? 1
  return rows.filter(({ rank }) => rank <= places && (rank === 1 || rank < lastRank))
}

export function boardTitle(group: BoardGroup, { language, hasSeveralGroups }: BoardWords): string {
  const t = speak(language)
  return hasSeveralGroups
    ? t('metrics.boardOf', { group: t(`metrics.role.${group.role}`) })
    : t('metrics.board')
}

export function teamNameOf(row: BoardRow, { teamNames }: BoardWords): string {
  return teamNames.size > 1 ? (teamNames.get(row.person.teamId) ?? '') : ''
}

function toRow({ item, rank, isTie }: Ranked<BoardRow>, group: BoardGroup, words: BoardWords) {
  const t = speak(words.language)
  const { visit_new, visit_old, call } = item.facts.counts
  const was = group.before.get(item.personId)
  const risen = was ? was.rank - rank : 0
  return {
    rank,
    name: item.name,
    teamName: teamNameOf(item, words),
    valueText: t('metrics.activities', { count: visit_new + visit_old + call }),
    attainmentPercent: Math.min(item.scoreBp / 100, longestPercent),
    // Down is nobody else's business: a board shows who rose.
    ...(risen > 0 ? { changeText: t('metrics.up', { count: risen }) } : {}),
    isTie,
  }
}
