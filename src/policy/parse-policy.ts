import { createHash } from 'node:crypto'
import { closest, distance } from 'fastest-levenshtein'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { describeProblem, type PolicyProblem } from './policy-problem.ts'
import { type Policy, policySchema } from './schema.ts'
import { findExpectedAt, knownKeysAt } from './schema-guide.ts'
import { type PolicyPath, placeOf } from './yaml-places.ts'

export type ParsedPolicy =
  | { readonly policy: Policy; readonly hash: string; readonly problems: readonly [] }
  | { readonly policy: null; readonly hash: null; readonly problems: readonly PolicyProblem[] }

/** By the name of a duty: the record that fulfils it, and how long the period is that the record is for. */
export type AskedRecords = Readonly<Record<string, { readonly record: string; readonly period: string }>>

/**
 * By platform: what may stand where a value names none of its channels; nothing when it names one. What a channel is
 * called is the platform's own affair.
 */
export type ChannelRules = Readonly<Record<string, (channel: string) => string | undefined>>

/**
 * Reads a policy file. Everything that is wrong is reported at once, in the order of the file.
 * `asked` says what each duty asks to be filed, `channels` what teams may be written to on; without them that is not
 * checked.
 * `hash` is the sha256 (hex) of the values alone: comments, order of keys and layout don't change it.
 */
export function parsePolicy(yamlText: string, asked?: AskedRecords, channels?: ChannelRules): ParsedPolicy {
  const read = readYaml(yamlText)
  if ('problems' in read) return refuse(read.problems)
  const { document, lines, values } = read
  const result = policySchema.safeParse(values)
  if (result.success) {
    const problems = [
      ...(asked ? findUnfiled(result.data, asked, document, lines) : []),
      ...(channels ? findNoChannels(result.data, channels, document, lines) : []),
    ]
    if (problems.length > 0) return refuse(problems)
    const hash = createHash('sha256').update(canonicalJson(values)).digest('hex')
    return { policy: result.data, hash, problems: [] }
  }
  return refuse(result.error.issues.flatMap((issue) => toProblems(issue, values, document, lines)))
}

/**
 * The file's values, with the places they stand at. What the parser gives up on with an exception, such as brackets
 * nested by the thousand or aliases that multiply one another, is a problem of the file like any other.
 */
function readYaml(
  yamlText: string,
): { document: Document; lines: LineCounter; values: unknown } | { problems: PolicyProblem[] } {
  const lines = new LineCounter()
  try {
    const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false })
    if (document.errors.length > 0)
      return { problems: document.errors.map((error) => yamlProblem(error, lines)) }
    return { document, lines, values: document.toJS() }
  } catch (error) {
    const value = error instanceof Error ? error.message : String(error)
    return { problems: [describeProblem({ path: '', line: 1, column: 1 }, 'yaml-syntax', { value })] }
  }
}

/** Duties that nobody could ever fulfil: of a name, a record or a period that the program does not know together. */
function findUnfiled(
  policy: Policy,
  asked: AskedRecords,
  document: Document,
  lines: LineCounter,
): PolicyProblem[] {
  return Object.entries(policy.duties).flatMap(([kind, duty]) => {
    const known = Object.hasOwn(asked, kind) ? asked[kind] : undefined
    if (!known) {
      const kinds = Object.keys(asked)
      const place = placeOf(document, lines, ['duties', kind], 'key')
      return [
        describeProblem(place, 'not-a-choice', {
          value: kind,
          expected: kinds.join(', '),
          ...suggest(kind, kinds),
        }),
      ]
    }
    return (['record', 'period'] as const).flatMap((name) => {
      if (duty[name] === known[name]) return []
      const place = placeOf(document, lines, ['duties', kind, name], 'value')
      return [describeProblem(place, 'not-a-choice', { value: duty[name], expected: known[name] })]
    })
  })
}

/** Platforms that the program does not serve, and values that name no channel of theirs. */
function findNoChannels(
  policy: Policy,
  rules: ChannelRules,
  document: Document,
  lines: LineCounter,
): PolicyProblem[] {
  const platforms = Object.keys(rules)
  return Object.entries(policy.channels).flatMap(([team, byPlatform]) =>
    Object.entries(byPlatform).flatMap(([platform, value]) => {
      const path = ['channels', team, platform]
      if (!Object.hasOwn(rules, platform)) {
        const params = { value: platform, expected: platforms.join(', '), ...suggest(platform, platforms) }
        return [describeProblem(placeOf(document, lines, path, 'key'), 'not-a-choice', params)]
      }
      const expected = rules[platform]?.(value)
      if (expected === undefined) return []
      return [describeProblem(placeOf(document, lines, path, 'value'), 'bad-format', { value, expected })]
    }),
  )
}

function refuse(problems: PolicyProblem[]): ParsedPolicy {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return { policy: null, hash: null, problems: inOrder }
}

function yamlProblem(error: { pos: [number, number]; code: string; message: string }, lines: LineCounter) {
  const { line, col } = lines.linePos(error.pos[0])
  return describeProblem({ path: '', line, column: col }, 'yaml-syntax', { value: error.message })
}

function toProblems(issue: z.core.$ZodIssue, values: unknown, document: Document, lines: LineCounter) {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = knownKeysAt(policySchema, path)
      const place = placeOf(document, lines, [...path, key], 'key')
      return describeProblem(place, 'unknown-key', { value: key, ...suggest(key, known) })
    })
  }
  const isKey = issue.code === 'invalid_key'
  const inner = isKey ? (issue.issues[0] ?? issue) : issue
  const value = isKey ? path.at(-1) : valueAt(values, path)
  const place = placeOf(document, lines, path, isKey ? 'key' : 'value')
  const { code, params } = classify(inner, value, path)
  const shown: Record<string, string> = value === undefined ? {} : { value: show(value) }
  return [describeProblem(place, code, { ...shown, ...params })]
}

/** Names an issue of zod in our own words, with what would have been allowed. */
function classify(
  issue: z.core.$ZodIssue,
  value: unknown,
  path: PolicyPath,
): { code: string; params: Record<string, string> } {
  const bounds = findExpectedAt(policySchema, path)
  switch (issue.code) {
    case 'custom': {
      const { code, ...params } = issue.params ?? {}
      return { code: String(code ?? 'not-allowed'), params: textsOf(params) }
    }
    case 'invalid_type': {
      const expected = bounds ?? issue.expected
      return { code: value === undefined ? 'missing' : 'wrong-type', params: { expected } }
    }
    case 'invalid_value': {
      const choices = issue.values.map(String)
      const params = { expected: choices.join(', '), ...suggest(String(value), choices) }
      return { code: value === undefined ? 'missing' : 'not-a-choice', params }
    }
    case 'too_small':
      return { code: 'too-small', params: { expected: bounds ?? `at least ${issue.minimum}` } }
    case 'too_big':
      return { code: 'too-big', params: { expected: bounds ?? `at most ${issue.maximum}` } }
    case 'invalid_format':
      return { code: 'bad-format', params: { expected: String(issue.pattern ?? issue.format) } }
    default:
      return { code: 'not-allowed', params: { expected: issue.message } }
  }
}

function suggest(word: string, known: readonly string[]): { suggestion?: string } {
  if (known.length === 0) return {}
  const nearest = closest(word, known)
  // Farther than a third of the word it would be a guess, not a slip of the hand.
  return distance(word, nearest) <= Math.max(2, Math.ceil(nearest.length / 3)) ? { suggestion: nearest } : {}
}

function valueAt(values: unknown, path: PolicyPath): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null && Object.hasOwn(current, key)
        ? (current as Record<PropertyKey, unknown>)[key]
        : undefined,
    values,
  )
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function textsOf(params: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
