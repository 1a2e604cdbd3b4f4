import { type Answer, type Answers, type Fields, type InputShape, isBlank } from '../../fields/field.ts'
import { lookupId, lookupPick, lookupWas, rowMark, rowPath } from './names.ts'

/**
 * What a browser sends from `renderForm`'s page, as answers. Rows that were left blank at the end are not rows. A
 * lookup whose text was changed by hand, without a script to find it, is answered by that text.
 */
export function readForm(fields: Fields, body: URLSearchParams): Answers {
  return readFields(fields, body, (name) => name)
}

function readFields(fields: Fields, body: URLSearchParams, pathOf: (name: string) => string): Answers {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, readInput(field.input, body, pathOf(name))]),
  )
}

function readInput(input: InputShape, body: URLSearchParams, path: string): Answer {
  switch (input.shape) {
    case 'tick':
      return body.has(path)
    case 'some-of': {
      const chosen = body.getAll(path)
      return chosen.length === 0 ? null : chosen
    }
    case 'lookup':
      return readLookup(body, path)
    case 'rows':
      return readRows(input.fields, body, path)
    case 'secure':
      return readInput(input.inner, body, path)
    default:
      return readText(body, path)
  }
}

function readText(body: URLSearchParams, path: string): string | null {
  // HTML forms send every line end as CR LF.
  const text = body.get(path)?.replace(/\r\n?/g, '\n') ?? ''
  return text === '' ? null : text
}

function readLookup(body: URLSearchParams, path: string): string | null {
  const picked = body.get(lookupPick(path))
  if (picked) return picked
  const text = readText(body, path)
  if (text === null) return null
  const id = body.get(lookupId(path))
  return id && text === readText(body, lookupWas(path)) ? id : text
}

function readRows(fields: Fields, body: URLSearchParams, path: string): readonly Answers[] {
  const rows = rowNumbers(body, path).map((index) =>
    readFields(fields, body, (name) => rowPath(path, index, name)),
  )
  return rows.slice(0, rows.findLastIndex((row) => !isBlankRow(row)) + 1)
}

const isBlankRow = (row: Answers) => Object.values(row).every((answer) => answer === false || isBlank(answer))

/** Numbers of the rows that came, ascending; a script that removes a row leaves a gap. */
function rowNumbers(body: URLSearchParams, path: string): number[] {
  const found = new Set<number>()
  for (const name of body.keys()) {
    const number = /^(\d{1,4}):row$/.exec(name.startsWith(`${path}.`) ? name.slice(path.length + 1) : '')?.[1]
    if (number !== undefined) found.add(Number(number))
  }
  return [...found].sort((a, b) => a - b)
}

/** The body without one row. */
export function dropRow(body: URLSearchParams, path: string, index: number): URLSearchParams {
  const kept = new URLSearchParams(body)
  kept.delete(rowMark(path, index))
  return kept
}
