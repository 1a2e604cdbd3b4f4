import type { CustomSeriesRenderItem, CustomSeriesRenderItemReturn } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { drawNoData } from './draw-no-data.ts'
import { cutText, measureText, toDrawable } from './fit-text.ts'
import { countStates, type HeatmapInput, heatmapSchema, PARTICIPATION_STATES } from './heatmap-input.ts'
import { paintPicture } from './paint-picture.ts'
import { BAND, HAIRLINE, INK_SOFT, PAPER, WEEK_LINE } from './palette.ts'
import { participationMarks } from './participation-mark.ts'
import {
  type Faces,
  headingMarks,
  loadFaces,
  MARGIN_PT,
  type Mark,
  RIGHT_PT,
  textMark,
  WIDTH_PT,
} from './scene.ts'

const ROW_PT = 18
const NAME_SIZE_PT = 11.5
const LABEL_SIZE_PT = 10
const LABELS_PT = 18
const NAME_MIN_PT = 40
const NAME_MAX_PT = 74
const CELL_MAX_PT = 30
const LABEL_MAX_PT = 60
const CELL_HEIGHT_PT = 14

/** People and team headings share one list of rows, top to bottom. */
type Row =
  | { kind: 'team'; name: string }
  | { kind: 'person'; name: string; states: HeatmapInput['teams'][number]['people'][number]['states'] }

interface Layout {
  rows: Row[]
  topPt: number
  cellsX: number
  pitchPt: number
}

/**
 * Who filed when, as a PNG 1080 pixels wide: a row a person under the team's name, a column a day or week.
 * Throws a ZodError for more than 40 people, 31 columns, or states that do not match the columns. Meant
 * for a manager's own eyes: it names those who missed.
 */
export async function drawHeatmap(input: HeatmapInput): Promise<Buffer> {
  const map = heatmapSchema.parse(input)
  const faces = await loadFaces()
  const heading = headingMarks(map, faces)
  if (map.teams.length === 0 || map.columns.length === 0) return drawNoData(heading, map.texts.noData, faces)

  const legend = legendMarks(map, heading.bottomPt + 6, faces)
  const layout = layOut(map, legend.bottomPt + LABELS_PT, faces)
  const marks = [
    ...heading.marks,
    ...legend.marks,
    ...columnMarks(map, layout, faces),
    ...rowMarks(layout, faces),
  ]
  return paintPicture(toOption(layout, marks), layout.topPt + layout.rows.length * ROW_PT + MARGIN_PT)
}

function layOut(map: HeatmapInput, topPt: number, faces: Faces): Layout {
  const rows = map.teams.flatMap((team): Row[] => [
    { kind: 'team', name: team.name },
    ...team.people.map((person) => ({ kind: 'person' as const, ...person })),
  ])
  const nameWidths = map.teams
    .flatMap((team) => team.people)
    .map(({ name }) => measureText(toDrawable(name, faces.regular), NAME_SIZE_PT, faces.regular))
  const namePt = Math.min(NAME_MAX_PT, Math.max(NAME_MIN_PT, ...nameWidths)) + 6
  // Whole pixels: a cell that begins between two of them has a grey edge.
  const widestPt = (RIGHT_PT - MARGIN_PT - namePt) / map.columns.length
  const wishedPt = Math.max(CELL_MAX_PT, labelWidth(map.columns, faces) + 4)
  const pitchPt = Math.floor(Math.min(wishedPt, widestPt) * 3) / 3
  return { rows, topPt, cellsX: RIGHT_PT - pitchPt * map.columns.length, pitchPt }
}

function toOption({ rows, topPt, cellsX, pitchPt }: Layout, marks: Mark[]): EChartsCoreOption {
  const cells = rows.flatMap((row, rowIndex) =>
    row.kind === 'team' ? [] : row.states.map((state, column) => ({ column, rowIndex, state })),
  )
  const columnCount = Math.round((RIGHT_PT - cellsX) / pitchPt)
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const cell = cells[params.dataIndex]
    if (!cell) return null
    const [x = 0, y = 0] = api.coord([cell.column, cell.rowIndex])
    const box = {
      x: x - pitchPt / 2 + 0.5,
      y: y - CELL_HEIGHT_PT / 2,
      width: pitchPt - 1,
      height: CELL_HEIGHT_PT,
    }
    return { type: 'group', children: participationMarks(cell.state, box) } as CustomSeriesRenderItemReturn
  }
  return {
    backgroundColor: PAPER,
    grid: {
      left: cellsX,
      width: columnCount * pitchPt,
      top: topPt,
      height: rows.length * ROW_PT,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'category', show: false, data: Array.from({ length: columnCount }, (_, index) => index) },
    yAxis: { type: 'category', inverse: true, show: false, data: rows.map((_, index) => index) },
    series: [
      {
        type: 'custom',
        silent: true,
        clip: false,
        renderItem,
        data: cells.map(({ column, rowIndex }) => [column, rowIndex]),
      },
    ],
    graphic: marks.map((mark) => ({ ...mark, silent: true })),
  }
}

/** The states with how often each occurs, on as many lines as their words need. */
function legendMarks(map: HeatmapInput, startPt: number, faces: Faces): { marks: Mark[]; bottomPt: number } {
  const counts = countStates(map.teams.flatMap((team) => team.people.flatMap((person) => person.states)))
  const marks: Mark[] = []
  let x = MARGIN_PT
  let y = startPt + 9
  for (const state of PARTICIPATION_STATES) {
    const words = cutText(toDrawable(map.texts[state], faces.regular), 110, 12, faces.regular)
    const text = `${words} ${counts[state]}`
    const textPt = measureText(text, 12, faces.regular)
    const entryPt = 18 + textPt
    if (x > MARGIN_PT && x + entryPt > RIGHT_PT) {
      x = MARGIN_PT
      y += 20
    }
    marks.push(
      ...participationMarks(state, { x, y: y - 7, width: 12, height: 14 }),
      textMark(text, { x: x + 18, y, sizePt: 12, color: INK_SOFT }, faces),
    )
    x += entryPt + 14
  }
  return { marks, bottomPt: y + 14 }
}

function columnMarks(map: HeatmapInput, { rows, topPt, cellsX, pitchPt }: Layout, faces: Faces): Mark[] {
  const isLabelled = chooseLabels(map.columns, pitchPt, faces)
  const labelPt = labelWidth(map.columns, faces)
  return map.columns.flatMap((column, index) => {
    const x = cellsX + index * pitchPt
    const marks: Mark[] = []
    if (column.startsWeek && index > 0) {
      marks.push({
        type: 'rect',
        shape: { x: x - 0.25, y: topPt, width: 0.5, height: rows.length * ROW_PT },
        style: { fill: WEEK_LINE },
      })
    }
    if (isLabelled(index)) {
      marks.push(
        textMark(
          column.label,
          {
            // A wide label over the last, narrow column would run off the picture.
            x: Math.min(x + pitchPt / 2, WIDTH_PT - 4 - labelPt / 2),
            y: topPt - 8,
            sizePt: LABEL_SIZE_PT,
            color: INK_SOFT,
            align: 'center',
            maxWidthPt: LABEL_MAX_PT,
          },
          faces,
        ),
      )
    }
    return marks
  })
}

/** Of the widest label, as far as a label may go. */
function labelWidth(columns: HeatmapInput['columns'], faces: Faces): number {
  const widths = columns.map(({ label }) =>
    measureText(toDrawable(label, faces.regular), LABEL_SIZE_PT, faces.regular),
  )
  return Math.min(LABEL_MAX_PT, Math.max(...widths))
}

/** All labels when they fit, else those of the weeks, else every second, third … */
function chooseLabels(columns: HeatmapInput['columns'], pitchPt: number, faces: Faces) {
  const step = Math.ceil((labelWidth(columns, faces) + 3) / pitchPt)
  const weekStarts = columns.flatMap((column, index) => (column.startsWeek ? [index] : []))
  const gaps = weekStarts.slice(1).map((start, index) => start - (weekStarts[index] ?? 0))
  if (step > 1 && weekStarts.length > 0 && gaps.every((gap) => gap >= step)) {
    return (index: number) => weekStarts.includes(index)
  }
  return (index: number) => index % step === 0
}

function rowMarks({ rows, topPt, cellsX }: Layout, faces: Faces): Mark[] {
  return rows.flatMap((row, index): Mark[] => {
    const y = topPt + index * ROW_PT
    if (row.kind === 'team') {
      return [
        {
          type: 'rect',
          shape: { x: MARGIN_PT, y: y + 1, width: RIGHT_PT - MARGIN_PT, height: ROW_PT - 2, r: 3 },
          style: { fill: BAND },
        },
        textMark(
          row.name,
          { x: MARGIN_PT + 5, y: y + ROW_PT / 2, sizePt: 11.5, isBold: true, maxWidthPt: 310 },
          faces,
        ),
      ]
    }
    return [
      {
        type: 'rect',
        shape: { x: MARGIN_PT, y: y + ROW_PT - 0.25, width: RIGHT_PT - MARGIN_PT, height: 0.5 },
        style: { fill: HAIRLINE },
      },
      textMark(
        row.name,
        { x: MARGIN_PT, y: y + ROW_PT / 2, sizePt: NAME_SIZE_PT, maxWidthPt: cellsX - 6 - MARGIN_PT },
        faces,
      ),
    ]
  })
}
