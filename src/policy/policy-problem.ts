/**
 * One thing wrong in a policy file. `code` and `params` are for the catalogs (`value`: what stands there, `expected`:
 * what may stand there, `suggestion`: a key of nearly the same name); `message` says the same in English for logs.
 */
export interface PolicyProblem {
  /** As in `duties.weekly-plan.ladder[2].at`; empty for the file as a whole. */
  readonly path: string
  /** Where in the file, counted from 1. */
  readonly line: number
  readonly column: number
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  readonly message: string
}

export function describeProblem(
  place: { path: string; line: number; column: number },
  code: string,
  params: Record<string, string>,
): PolicyProblem {
  const { value, expected, suggestion, ...rest } = params
  const parts = [
    `line ${place.line}:${place.column}`,
    place.path === '' ? 'the file' : place.path,
    value === undefined ? code : `${code} (${value})`,
    ...Object.entries(rest).map(([name, text]) => `${name}: ${text}`),
    ...(expected === undefined ? [] : [`allowed: ${expected}`]),
    ...(suggestion === undefined ? [] : [`did you mean "${suggestion}"?`]),
  ]
  return { ...place, code, params, message: parts.join(' · ') }
}
