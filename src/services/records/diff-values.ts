import type { Answer, Fields, Values } from '../../fields/field.ts'
import { toAnswers } from '../../fields/show-values.ts'

/** Field by field, what it was and what it became, as answers; nothing sealed is ever in it. */
export type Difference = Record<string, [before: Answer, after: Answer]>

export function diffValues(fields: Fields, before: Values, after: Values): Difference {
  const open = Object.fromEntries(Object.entries(fields).filter(([, f]) => !f.sensitive))
  const [was, is] = [toAnswers(open, before), toAnswers(open, after)]
  return Object.fromEntries(
    Object.keys(open)
      .filter((name) => Object.hasOwn(after, name) && JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      .map((name) => [name, [was[name] ?? null, is[name] ?? null]]),
  )
}
