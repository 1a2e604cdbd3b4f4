import { joinLabel } from '../i18n/join-label.ts'
import { formatPercent, type LeaderboardInput, leaderboardSchema } from './leaderboard-input.ts'
import { joinParts, namePlusTeam, toLine } from './plain-line.ts'

/**
 * What drawLeaderboard shows, as lines of plain text in the same order: for the picture's alternative text
 * and for those who read without pictures. Nothing is cut here; a platform's limit is the caller's.
 * Throws a ZodError like drawLeaderboard.
 */
export function describeLeaderboard(input: LeaderboardInput): string[] {
  const board = leaderboardSchema.parse(input)
  const heading = [toLine(board.title), joinParts([board.periodText, board.policyText])]
  if (board.rows.length === 0) return [...heading, toLine(board.texts.noData)].filter(isFilled)

  const rows = board.rows.map((row) => {
    const who = `${row.rank}. ${namePlusTeam(row.name, row.teamName)}`
    const tie = row.isTie ? board.texts.tie : ''
    return joinParts([who, tie, formatPercent(row.attainmentPercent), row.changeText ?? '', row.valueText])
  })
  const best = board.mostImproved
  return [
    ...heading,
    ...rows,
    toLine(board.texts.target),
    toLine(board.moreText ?? ''),
    best
      ? joinLabel(toLine(best.label), joinParts([namePlusTeam(best.name, best.teamName), best.changeText]))
      : '',
  ].filter(isFilled)
}

function isFilled(line: string): boolean {
  return line !== ''
}
