import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import { describeLeaderboard } from '../../pictures/describe-leaderboard.ts'
import type { Policy } from '../../policy/schema.ts'
import { periodLabel } from '../records/period-label.ts'
import { type BoardWords, boardTitle, teamNameOf, toBoardPicture } from './board-picture.ts'
import type { BoardGroup, BoardRow } from './build-board.ts'
import {
  explainLift,
  explainScore,
  explainWeights,
  showPercent,
  showPoints,
  showPolicy,
} from './explain-score.ts'
import type { PersonScore } from './read-scores.ts'

export const boardPictureName = 'leaderboard.png'

/** The board for a channel or for whoever asks: its picture, or the same in words where there is none. */
export function buildBoardCard(
  group: BoardGroup,
  periodKey: string,
  words: BoardWords,
  hasPicture: boolean,
): Card {
  const t = speak(words.language)
  // The first two lines are title and period, which the card has already.
  const [, , ...lines] = describeLeaderboard(toBoardPicture(group, periodKey, words))
  const others = group.improved.slice(1).map(({ item, gainBp }) => {
    const team = teamNameOf(item, words)
    const name = team === '' ? item.name : t('metrics.person', { name: item.name, team })
    return `${name} ${t('metrics.gain', { points: showPoints(gainBp).slice(1) })}`
  })
  return {
    title: `${boardTitle(group, words)} · ${periodLabel(periodKey, words.language)}`,
    sections: [
      ...(hasPicture ? [] : [{ text: lines.join('\n') }]),
      ...(others.length > 0
        ? [{ text: t('metrics.alsoImproved', { names: others.join(t('metrics.comma')) }) }]
        : []),
    ],
    ...(hasPicture ? { picture: { name: boardPictureName, alt: lines.join('\n') } } : {}),
    footer: explainWeights(words.policy, words.language),
  }
}

/** One person's own line, for their eyes: place, attainment with its reasons, and what would lift it most. */
export function buildOwnCard(
  score: PersonScore,
  group: BoardGroup | undefined,
  periodKey: string,
  policy: Policy,
): Card {
  const { language, personId } = score.person
  const t = speak(language)
  const row = group?.rows.find(({ item }) => item.personId === personId)
  const was = group?.before.get(personId)
  const { scoreBp, parts } = score.score
  const lift = explainLift(parts, language)
  return {
    title: t('metrics.own', { period: periodLabel(periodKey, language) }),
    ...(row && group ? { badge: { text: placeOf(row, group, language), tone: 'neutral' } } : {}),
    facts: [
      ...(scoreBp === null ? [] : [{ label: t('metrics.score'), value: showPercent(scoreBp) }]),
      ...(row && was
        ? [
            {
              label: t('metrics.change'),
              value: t('metrics.changed', { points: showPoints(row.item.scoreBp - was.scoreBp) }),
            },
          ]
        : []),
    ],
    sections: [
      ...(score.unranked ? [{ text: t(`metrics.unranked.${score.unranked}`) }] : []),
      ...(score.unranked === 'no-work' ? [] : explainScore(parts, language)),
      ...(lift ? [{ text: lift }] : []),
    ],
    footer: showPolicy(policy, language),
  }
}

function placeOf(
  row: { rank: number; isTie: boolean; item: BoardRow },
  group: BoardGroup,
  language: PersonScore['person']['language'],
): string {
  const place = { rank: row.rank, of: group.rows.length }
  return speak(language)(row.isTie ? 'metrics.rankTied' : 'metrics.rankOf', place)
}
