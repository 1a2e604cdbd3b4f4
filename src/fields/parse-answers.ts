import {
  type Answer,
  type Answers,
  type Fields,
  isBlank,
  type Problem,
  type Reading,
  type Value,
  type Values,
} from './field.ts'

export type ParsedAnswers =
  | { ok: true; values: Values }
  | { ok: false; problems: readonly (Problem & { path: string })[] }

/**
 * Reads every field's answer and reports all problems together. Names that no field has are refused rather than
 * dropped: a silent drop would lose what somebody typed under a misspelt name.
 */
export function parseAnswers(fields: Fields, answers: Answers, reading: Reading): ParsedAnswers {
  const values: Record<string, Value> = {}
  const problems: (Problem & { path: string })[] = []
  for (const name of Object.keys(answers)) {
    if (!Object.hasOwn(fields, name)) problems.push({ path: name, key: 'fields.unknown' })
  }
  for (const [name, field] of Object.entries(fields)) {
    const answer: Answer = Object.hasOwn(answers, name) ? (answers[name] ?? null) : null
    if (isBlank(withoutBlankRows(answer))) {
      if (field.required) problems.push({ path: name, key: 'fields.required' })
      values[name] = field.column === 'rows' ? [] : null
      continue
    }
    const parsed = field.parse(withoutBlankRows(answer), reading)
    if (parsed.ok) values[name] = parsed.value
    else for (const p of parsed.problems) problems.push({ ...p, path: p.path ? `${name}.${p.path}` : name })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values }
}

/** A row that somebody added and left empty is not an answer; one with anything in it keeps its place. */
function withoutBlankRows(answer: Answer): Answer {
  if (!Array.isArray(answer) || answer.some((row) => typeof row !== 'object')) return answer
  const rows = answer as readonly Answers[]
  const last = rows.findLastIndex((row) => !Object.values(row).every(isBlank))
  // Only trailing blanks go silently: an index in a later error must still point at the row the person sees.
  return rows.slice(0, last + 1)
}
