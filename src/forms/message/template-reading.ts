/**
 * What a message says of a form. Lookups stay as they were typed: which customer "南湾一院" is only the house's data
 * can tell, so that the reading names the place and a service puts the id there.
 */
import type { Answer, Answers } from '../../fields/field.ts'
import type { MessageKey, MessageParams } from '../../i18n/translate.ts'
import type { Form } from '../form.ts'

/** A name that was typed for a lookup; its answer is null until somebody knows the id. */
export interface Lookup {
  /** As in field errors: `visits.2.customer`; a field's name where it stands in no row. */
  path: string
  /** `person`, `team` or a record type's id. */
  of: string
  typed: string
}

/** Something that could mean several things, or nothing that the field takes. */
export interface Doubt {
  /** Path of the field, as in lookups. */
  field: string
  /** What was typed; blank where it must not be repeated. */
  text: string
  /** Says to the person what is the matter. */
  why: MessageKey
  /** What `why` speaks of. */
  params?: MessageParams
}

export interface TemplateReading {
  /** Whether the form's own words stand in it; a message without any may be about something else. */
  isLabelled: boolean
  /**
   * Only what the message speaks of; null, or no rows, where it blanks a field. What it leaves out stays as the form
   * has it: `{ ...answersOf(form.fields), ...reading.answers }`. Bounds and lengths are the field kinds' to check.
   */
  answers: Answers
  lookups: readonly Lookup[]
  /**
   * Paths of what has to be asked, in the form's order: required and answered neither by the message nor by the form,
   * or there and not readable.
   */
  missing: readonly string[]
  /** Typed pieces that belong to nothing, verbatim. They may hold anything, so that nobody logs them. */
  unread: readonly string[]
  doubtful: readonly Doubt[]
  /** Rows that stay because the message changes others by their numbers. */
  kept?: readonly KeptRows[]
}

/** Rows of a group, counted from 1 as the reading has them. */
export interface KeptRows {
  field: string
  rows: readonly number[]
}

/** What dates in words are read against. */
export interface ReadAt {
  /** The person's today, `2026-11-20`. */
  today: string
  /** Where a weekday or a day of the month alone lies: plans look ahead (the default), logs look back. */
  looks?: 'ahead' | 'back'
  /** Whoever types may write the day before the month as well as behind it: 5/11. */
  isEitherFirst?: boolean
  /** The period asked about; a weekday alone is the one in it. `parseTemplate` takes it from the form's purpose. */
  week?: { start: string; end: string }
}

/** Of a group, what is wrong with single cells stands in the last three, as in a whole reading. */
export type OneAnswer =
  | ({ ok: true; answer: Answer } & Omit<TemplateReading, 'answers' | 'isLabelled'>)
  | { ok: false; why: MessageKey }

export interface ParseAt extends ReadAt {
  /** The same form in another language: its labels and options are understood as well. */
  twin?: Form
}
