import { isObject, stringsIn } from '../../world/json.ts'
import {
  arrayOf,
  boolean,
  byType,
  type Check,
  complain,
  integer,
  number,
  oneOf,
  type Scene,
  shape,
  string,
} from './checks.ts'
import { richText } from './rich-text.ts'

/** Fields of the blocks that carry data: table, data_table, data_visualization (docs.slack.dev, blocks). */

type Fields = { required: Record<string, Check>; optional: Record<string, Check> }

const rawText = shape({ type: oneOf('raw_text'), text: string({ min: 1, max: 3000 }) })
const rawNumber = shape({ type: oneOf('raw_number'), value: number, text: string({ min: 1 }) })
const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText })

export const tableFields: Fields = {
  required: { rows: arrayOf(arrayOf(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
  optional: {
    column_settings: arrayOf(shape({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean }), {
      max: 20,
    }),
  },
}

export const dataTableFields: Fields = {
  required: {
    rows: arrayOf(arrayOf(cell, { min: 1, max: 20 }), { min: 2, max: 101 }),
    caption: string({ min: 1 }),
  },
  optional: { page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
}

export function checkTable(value: Record<string, unknown>, at: string, scene: Scene): void {
  const rows = Array.isArray(value.rows) ? value.rows.filter(Array.isArray) : []
  if (new Set(rows.map((row) => row.length)).size > 1) {
    complain(scene, 'all rows must have the same number of cells', `${at}/rows`)
  }
  const characters = [...stringsIn(rows)].reduce((sum, text) => sum + text.length, 0)
  if (characters > 10_000) complain(scene, 'must be less than 10001 characters', `${at}/rows`)
}

export function checkDataTable(value: Record<string, unknown>, at: string, scene: Scene): void {
  checkTable(value, at, scene)
  const header = Array.isArray(value.rows) ? value.rows[0] : []
  if (Array.isArray(header) && header.some((each) => isObject(each) && each.type === 'rich_text')) {
    complain(scene, 'rich_text is not allowed in header cells', `${at}/rows/0`)
  }
}

const label = string({ min: 1, max: 20 })
const point = shape({ label, value: number })
const series = shape({ name: string({ min: 1, max: 20 }), data: arrayOf(point, { min: 1, max: 20 }) })
const axis = shape(
  { categories: arrayOf(label, { min: 1, max: 20 }) },
  { x_label: string({ max: 50 }), y_label: string({ max: 50 }) },
)

function plotted(type: string): Check {
  return shape({ type: oneOf(type), series: arrayOf(series, { min: 1, max: 6 }), axis_config: axis })
}

/** Not in @slack/types 3.2: title 50 characters, at most 6 series or slices, 20 points each. */
export const dataVisualizationFields: Record<string, Check> = {
  title: string({ min: 1, max: 50 }),
  chart: byType({
    pie: shape({ type: oneOf('pie'), segments: arrayOf(point, { min: 1, max: 6 }) }),
    bar: plotted('bar'),
    line: plotted('line'),
    area: plotted('area'),
  }),
}
