/**
 * A field is one question of a record; its kind says how the answer is typed, checked, shown and stored.
 * Values are what the program works with; answers are what people and platforms send: text, ticks and rows of
 * those. Forms, drafts and the API all speak answers.
 */
import type { MessageKey, MessageParams } from '../i18n/translate.ts'
import { isInvisible } from '../text/is-invisible.ts'

export type Answer = string | boolean | readonly string[] | readonly Answers[] | null
export type Answers = { readonly [name: string]: Answer }

/** What a field's kind asks of the person; each front end has one small converter per shape. */
export type InputShape =
  | { shape: 'line'; maxLength: number }
  | { shape: 'lines'; maxLength: number }
  | { shape: 'number'; hasFraction: boolean; min: number | undefined; max: number | undefined }
  | { shape: 'date' }
  | { shape: 'time' }
  | { shape: 'one-of'; values: readonly string[] }
  | { shape: 'some-of'; values: readonly string[] }
  | { shape: 'lookup'; of: string }
  | { shape: 'tick' }
  | { shape: 'rows'; fields: Fields; maxRows: number }
  /** Never asked in chat: its place is taken by a link to a page behind a login. */
  | { shape: 'secure'; inner: InputShape }

/** Why an answer is refused; `key` is completed by the catalogs. */
export interface Problem {
  /** Path inside the answer, for rows: `2.customer`. */
  path?: string
  key: MessageKey
  params?: MessageParams
}

export type Parsed<V> = { ok: true; value: V } | { ok: false; problems: readonly Problem[] }

/** What a kind needs from outside to show or read an answer. */
export interface Reading {
  /** The person's today, for dates typed in words. */
  today: string
}

export interface Showing {
  /** Text of a choice. */
  option(value: string): string
  /** Name of a person, team or record; an id that cannot be named shows as itself. */
  name(of: string, id: string): string
  /** The same for a field of the rows that are being shown. */
  within(name: string): Showing
  language: string
  yes: string
  no: string
}

/** Storage of the typed value: a column of the detail table, or a child table for rows. */
export type Column = 'text' | 'integer' | 'bigint' | 'boolean' | 'rows'

export interface FieldBase<V> {
  readonly kind: string
  readonly required: boolean
  /** Sealed at rest and never rendered in chat, log, error, event or export without the right. */
  readonly sensitive: boolean
  /** Sealed with a keyed hash beside it, by which equal answers of other records are found. */
  readonly isCompared?: boolean
  /** Refuses a text that holds somebody's number: who a patient is belongs on the page behind a login, nowhere else. */
  readonly refusesIdentity?: boolean
  /** Which action fills it in later; absent for what is asked when the record is filed. */
  readonly filledBy?: string
  readonly column: Column
  readonly input: InputShape
  /** What a form begins with where nothing is known. */
  begin?(reading: Reading): Answer
  parse(answer: Answer, reading: Reading): Parsed<V>
  toAnswer(value: V): Answer
  show(value: V, showing: Showing): string
  /** What is shown says its unit: ¥3,280.50. */
  readonly showsUnit?: true
  /** The JSON Schema of its answer, for the API's description. */
  readonly jsonSchema: Readonly<Record<string, unknown>>
}

// biome-ignore lint/suspicious/noExplicitAny: a field of some value; `unknown` would make every field unassignable to it
export type Field = FieldBase<any>
export type Fields = { readonly [name: string]: Field }

/** Values as the program sees them; null where nothing was answered. */
export type ValuesOf<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends FieldBase<infer V> ? V | null : never
}
export type Value = string | number | bigint | boolean | readonly string[] | readonly Values[] | null
export type Values = { readonly [name: string]: Value }

export interface CommonOptions {
  required?: boolean
  filledBy?: string
}

export const ok = <V>(value: V): Parsed<V> => ({ ok: true, value })
export const refuse = (
  key: MessageKey,
  params?: MessageParams,
): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems: [params ? { key, params } : { key }],
})

/** What every kind shares, so that a kind's file holds only what is its own. */
export function base(kind: string, column: Column, options: CommonOptions) {
  return {
    kind,
    column,
    required: options.required ?? false,
    sensitive: false,
    ...(options.filledBy === undefined ? {} : { filledBy: options.filledBy }),
  }
}

/**
 * True for an answer that says nothing: absent, text of which nothing is seen, no rows, nothing chosen. A tick always
 * says something.
 */
export function isBlank(answer: Answer | undefined): boolean {
  if (answer === null || answer === undefined) return true
  if (typeof answer === 'string') return isInvisible(answer)
  if (Array.isArray(answer)) return answer.length === 0
  return false
}
