/**
 * The neutral form: what every front end renders and reads back. It is already in the person's language; each
 * platform has one small converter per input shape and nothing else.
 */
import { z } from 'zod'
import { NotFound } from '../errors.ts'
import type { Answer, Answers } from '../fields/field.ts'

export interface Option {
  value: string
  label: string
}

export interface FormField {
  name: string
  label: string
  hint?: string
  required: boolean
  input: FormInput
  /** What the field holds now. */
  answer: Answer
  error?: string
}

export type FormInput =
  | { shape: 'line'; maxLength: number }
  | { shape: 'lines'; maxLength: number }
  | { shape: 'number'; hasFraction: boolean; min: number | undefined; max: number | undefined }
  | { shape: 'date' }
  | { shape: 'time' }
  | { shape: 'one-of'; options: readonly Option[] }
  | { shape: 'some-of'; options: readonly Option[] }
  /** `chosen` names the present answer, so that it can be shown without a search. */
  | { shape: 'lookup'; of: string; chosen?: Option }
  | { shape: 'tick' }
  | { shape: 'rows'; rows: readonly (readonly FormField[])[]; maxRows: number; blank: readonly FormField[] }
  /** Only a page behind a login renders the inner input; in chat it is left out and a link is offered afterwards. */
  | { shape: 'secure'; inner: FormInput }

export interface Form {
  /** Says what is being filled in, so that a submission finds its way back. */
  purpose: FormPurpose
  /** Short enough for a window's title bar. */
  title: string
  /** Which week or record it is about, where that is not the title already. */
  heading?: string
  intro?: string
  submitLabel: string
  fields: readonly FormField[]
}

/** No database takes a NUL. */
const name = z.string().refine((text) => !text.includes('\u0000'))

/** By a refinement: zod's own `max` asks whatever came for its length, and an object may throw at that. */
const periodKey = name.refine((text) => text.length <= 20)

/** Which activity of a typed line a form corrects. */
const linePlace = z.strictObject({ draftKey: name, index: z.int() })
export type LinePlace = z.infer<typeof linePlace>

const changing = {
  type: name,
  recordId: name,
  revision: z.int(),
  action: name,
}

/**
 * Filing a new record, editing one, or answering what an action asks. A purpose travels with its form and comes back
 * from a platform or a browser, so that it is read with this schema.
 */
export const purposeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    type: name,
    periodKey: periodKey.exactOptional(),
    line: linePlace.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('edit'), ...changing }),
  z.strictObject({ kind: z.literal('act'), ...changing }),
])
export type FormPurpose = z.infer<typeof purposeSchema>

/** As much of a purpose as it takes to open its form; the rest is known once it is open. */
export type FormWanted =
  | { kind: 'file'; type: string; periodKey?: string }
  | { kind: 'edit' | 'act'; recordId: string; action: string }

/** The key under which what was typed is kept; one draft per person and key. */
export function formKey(wanted: FormWanted): string {
  if (wanted.kind === 'file') return ['file', wanted.type, wanted.periodKey].filter(Boolean).join(':')
  return `${wanted.kind}:${wanted.recordId}:${wanted.action}`
}

/**
 * The inverse of `formKey`.
 * @throws NotFound for a key that is none, such as a typed line's
 */
export function parseFormKey(key: string): FormWanted {
  const [kind, subject, rest] = key.split(':')
  if (kind === 'file' && subject) return { kind, type: subject, ...(rest ? { periodKey: rest } : {}) }
  if ((kind === 'edit' || kind === 'act') && subject && rest) {
    return { kind, recordId: subject, action: rest }
  }
  throw new NotFound('form')
}

/** Answers of a form's fields as they stand, for drafts and for comparing what came back. */
export function answersOf(fields: readonly FormField[]): Answers {
  return Object.fromEntries(
    fields.map((f) => [
      f.name,
      f.input.shape === 'rows' ? f.input.rows.map((row) => answersOf(row)) : f.answer,
    ]),
  )
}
