import type { LeaderboardInput } from './leaderboard-input.ts'
import { BAND, HAIRLINE, INK_SOFT, PAPER, REACHED } from './palette.ts'
import { DOT, type Faces, MARGIN_PT, type Mark, pairMarks, RIGHT_PT, textMark } from './scene.ts'

/** Where names and bars begin, right of the ranks. */
export const TEXT_X_PT = 56
const BOX_PT = 48

/** Below the rows: those who share the last rank but found no room, then who improved most. */
export function footerMarks(
  board: LeaderboardInput,
  startPt: number,
  faces: Faces,
): { marks: Mark[]; bottomPt: number } {
  const marks: Mark[] = []
  let y = startPt
  if (board.moreText) {
    marks.push(
      textMark(
        board.moreText,
        { x: TEXT_X_PT, y: y + 10, sizePt: 12, color: INK_SOFT, maxWidthPt: RIGHT_PT - TEXT_X_PT },
        faces,
      ),
    )
    y += 26
  }
  if (board.mostImproved) {
    marks.push(...mostImprovedMarks(board.mostImproved, y, faces))
    y += BOX_PT
  }
  return { marks, bottomPt: y + MARGIN_PT }
}

type MostImproved = NonNullable<LeaderboardInput['mostImproved']>

function mostImprovedMarks(best: MostImproved, y: number, faces: Faces): Mark[] {
  const { label, name, teamName, changeText } = best
  const who = teamName.trim() === '' ? name : `${name}${DOT}${teamName}`
  const nameLine = { y: y + 33, sizePt: 14, isBold: true }
  return [
    {
      type: 'rect',
      shape: { x: MARGIN_PT, y, width: RIGHT_PT - MARGIN_PT, height: BOX_PT, r: 8 },
      style: { fill: BAND, stroke: HAIRLINE, lineWidth: 1 },
    },
    ...risingArrowMarks(MARGIN_PT + 20, y + 24),
    textMark(
      label,
      { x: TEXT_X_PT, y: y + 15, sizePt: 11, color: INK_SOFT, maxWidthPt: RIGHT_PT - 10 - TEXT_X_PT },
      faces,
    ),
    ...pairMarks(
      { ...nameLine, text: who, x: TEXT_X_PT },
      { ...nameLine, text: changeText, x: RIGHT_PT - 10, color: REACHED, maxWidthPt: 110 },
      faces,
    ),
  ]
}

function risingArrowMarks(x: number, y: number): Mark[] {
  return [
    { type: 'circle', shape: { cx: x, cy: y, r: 12 }, style: { fill: REACHED } },
    {
      type: 'polygon',
      shape: {
        points: [
          [x, y - 7],
          [x + 6, y],
          [x + 2, y],
          [x + 2, y + 6],
          [x - 2, y + 6],
          [x - 2, y],
          [x - 6, y],
        ],
      },
      style: { fill: PAPER },
    },
  ]
}
