import type { EChartsCoreOption } from 'echarts/core'
import { drawNoData } from './draw-no-data.ts'
import { footerMarks, TEXT_X_PT } from './leaderboard-footer.ts'
import {
  formatPercent,
  type LeaderboardInput,
  type LeaderboardRow,
  leaderboardSchema,
} from './leaderboard-input.ts'
import { paintPicture } from './paint-picture.ts'
import { INK, INK_SOFT, PAPER, REACHED, TRACK, UNDERWAY } from './palette.ts'
import { rankMarks } from './rank-mark.ts'
import {
  DOT,
  type Faces,
  headingMarks,
  loadFaces,
  MARGIN_PT,
  type Mark,
  pairMarks,
  RIGHT_PT,
  textMark,
} from './scene.ts'

const ROW_PT = 58
const BAR_PT = 6
/** Of the bar's middle, from the top of its row. */
const BAR_Y_PT = 47
// One record month must not flatten everyone else's bar: longer ones are drawn to here and marked as cut.
const LONGEST_BAR_PERCENT = 200

/**
 * The leaderboard as a PNG, 1080 pixels wide. Throws a ZodError for an input that is not a top list.
 * Shows names, teams and what the caller calls the value; never give it pay, penalties or patients.
 */
export async function drawLeaderboard(input: LeaderboardInput): Promise<Buffer> {
  const board = leaderboardSchema.parse(input)
  const faces = await loadFaces()
  const heading = headingMarks(board, faces)
  if (board.rows.length === 0) return drawNoData(heading, board.texts.noData, faces)

  const topPt = heading.bottomPt + 8
  const rowsBottomPt = topPt + board.rows.length * ROW_PT
  const scale = barScale(board.rows)
  const footer = footerMarks(board, rowsBottomPt + 18, faces)
  const marks = [
    ...heading.marks,
    ...board.rows.flatMap((row, index) => rowMarks(row, topPt + index * ROW_PT, board.texts.tie, faces)),
    ...targetMarks(board, topPt, scale, faces),
    ...board.rows.flatMap((row, index) => cutBarMarks(row, topPt + index * ROW_PT)),
    ...footer.marks,
  ]
  return paintPicture(toOption(board.rows, topPt, scale, marks), footer.bottomPt)
}

interface BarScale {
  maxPercent: number
  targetX: number
}

function barScale(rows: LeaderboardRow[]): BarScale {
  const longest = Math.max(...rows.map((row) => row.attainmentPercent))
  // A little room beyond 100 keeps the target's mark off the end of the bars.
  const maxPercent = Math.min(LONGEST_BAR_PERCENT, Math.max(105, longest))
  return { maxPercent, targetX: TEXT_X_PT + ((RIGHT_PT - TEXT_X_PT) * 100) / maxPercent }
}

function toOption(rows: LeaderboardRow[], topPt: number, scale: BarScale, marks: Mark[]): EChartsCoreOption {
  return {
    backgroundColor: PAPER,
    // A bar stands in the middle of its band; the grid is moved so that the middle is where rows want bars.
    grid: {
      left: TEXT_X_PT,
      right: MARGIN_PT,
      top: topPt + BAR_Y_PT - ROW_PT / 2,
      height: rows.length * ROW_PT,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'value', min: 0, max: scale.maxPercent, show: false },
    yAxis: { type: 'category', inverse: true, show: false, data: rows.map((_, index) => index) },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: BAR_PT,
        showBackground: true,
        backgroundStyle: { color: TRACK, borderRadius: BAR_PT / 2 },
        data: rows.map(({ attainmentPercent }) => ({
          value: Math.min(attainmentPercent, scale.maxPercent),
          itemStyle: { color: barColor(attainmentPercent), borderRadius: BAR_PT / 2 },
        })),
      },
    ],
    // Above the bars, which ECharts puts at 2.
    graphic: marks.map((mark) => ({ ...mark, silent: true, z: 10 })),
  }
}

function barColor(attainmentPercent: number): string {
  return attainmentPercent >= 100 ? REACHED : UNDERWAY
}

function rowMarks(row: LeaderboardRow, topPt: number, tieText: string, faces: Faces): Mark[] {
  const nameLine = { y: topPt + 14, sizePt: 15, isBold: true }
  const detailLine = { y: topPt + 33, sizePt: 12, color: INK_SOFT }
  // The tie first: a long team's name may be cut, the tie may not.
  const details = [row.isTie ? tieText : '', row.teamName].filter((part) => part.trim() !== '').join(DOT)
  return [
    ...rankMarks(row.rank, MARGIN_PT + 14, topPt + 22, faces),
    ...pairMarks(
      { ...nameLine, text: row.name, x: TEXT_X_PT },
      {
        ...nameLine,
        // What the rank follows from stands large.
        text: formatPercent(row.attainmentPercent),
        x: RIGHT_PT,
        maxWidthPt: 120,
        color: row.attainmentPercent >= 100 ? REACHED : INK,
      },
      faces,
    ),
    ...pairMarks(
      { ...detailLine, text: details, x: TEXT_X_PT },
      {
        ...detailLine,
        text: [row.changeText ?? '', row.valueText].filter((part) => part.trim() !== '').join(DOT),
        x: RIGHT_PT,
        maxWidthPt: 170,
      },
      faces,
    ),
  ]
}

/** The 100 % mark across every bar, named once above the first row's right side. */
function targetMarks(board: LeaderboardInput, topPt: number, scale: BarScale, faces: Faces): Mark[] {
  const ticks = board.rows.map((_, index): Mark => {
    const y = topPt + index * ROW_PT + BAR_Y_PT
    return {
      type: 'rect',
      shape: { x: scale.targetX - 1, y: y - BAR_PT / 2 - 2, width: 2, height: BAR_PT + 4 },
      style: { fill: INK, stroke: PAPER, lineWidth: 1 },
    }
  })
  const lastBarY = topPt + (board.rows.length - 1) * ROW_PT + BAR_Y_PT
  return [
    ...ticks,
    textMark(
      board.texts.target,
      {
        x: Math.min(scale.targetX + 1, RIGHT_PT),
        y: lastBarY + 14,
        sizePt: 11,
        align: 'right',
        color: INK_SOFT,
        maxWidthPt: scale.targetX - TEXT_X_PT,
      },
      faces,
    ),
  ]
}

/** Two slanted gaps near the end of a bar that is longer than the scale. */
function cutBarMarks(row: LeaderboardRow, topPt: number): Mark[] {
  if (row.attainmentPercent <= LONGEST_BAR_PERCENT) return []
  const y = topPt + BAR_Y_PT
  return [22, 16].map((fromEnd) => ({
    type: 'line',
    shape: { x1: RIGHT_PT - fromEnd, y1: y + 5, x2: RIGHT_PT - fromEnd + 4, y2: y - 5 },
    style: { stroke: PAPER, lineWidth: 2 },
  }))
}
