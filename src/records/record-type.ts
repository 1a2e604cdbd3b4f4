/**
 * A record type says everything about one kind of record: its questions, its workflow, who may do what, what is
 * shown where. Slack modal, card, web form, table, export and API are derived from it.
 */

import type { Role } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { Answers, Field, Fields, Problem, Values, ValuesOf } from '../fields/field.ts'
import type { Language } from '../i18n/translate.ts'
import type { Workflow } from '../workflow/workflow.ts'

/** All words of a record type in one language; paths into rows are dotted: `visits.customer`. */
export interface RecordTexts {
  label: string
  /** What a card calls the one whom the record is of, where that is not who filed it. */
  owner?: string
  /** Whom the form speaks to, in a line; shown above it. */
  intro?: string
  fields: Readonly<Record<string, string>>
  /** What a field counts in: forms and columns say it with the label, cards with the value. */
  units?: Readonly<Record<string, string>>
  /** What a card calls a field whose label has no room beside its value. */
  short?: Readonly<Record<string, string>>
  hints?: Readonly<Record<string, string>>
  /** By field path, then value. */
  options?: Readonly<Record<string, Readonly<Record<string, string>>>>
  states: Readonly<Record<string, string>>
  /** What a card says of a state to its owner and to others; `{{field}}` is an answer, without which it is left out. */
  stateHints?: Readonly<Record<string, { owner?: string; others?: string }>>
  actions: Readonly<Record<string, string>>
}

/** First and last day, both included, and the fields that say which half of them. */
export interface Span<Name extends string = string> {
  from: Name
  fromHalf: Name
  to: Name
  toHalf: Name
}

/** Somebody who is told of a record by a card, edited in place as it changes. */
export type Audience = 'owner' | 'supervisor' | Exclude<Role, 'rep' | 'supervisor'>

/** What a check across fields may look at besides the answers. */
export interface CheckContext {
  /** On the clock of whoever answers. */
  today: string
  /** The week that the record is for. */
  week?: { start: string; end: string }
  /** The record as it stands; absent when it is being filed. */
  before?: { status: string; values: Values; filedOn: string }
}

export interface RecordType<F extends Fields = Fields> {
  id: string
  /** Series of its human numbers: `RF` gives RF-2026-0412. */
  prefix: string
  /** Its detail table's name in the store. */
  table: string
  period?: 'week'
  /** At most one per person and period. */
  isSingle?: boolean
  /** Names a record by its own answer, for typed search and cards; the number otherwise. */
  nameField?: keyof F & string
  /** Answers of one that is known by its name alone, where it may be added while another form names it. */
  fromName?(name: string): Answers
  texts: Readonly<Record<Language, RecordTexts>>
  fields: F
  /**
   * What no single field can know, of the record as it would be. Paths as in field errors; of an action's form only
   * what it asks is told.
   */
  check?(values: ValuesOf<F>, context: CheckContext): readonly (Problem & { path: string })[]
  /** Fields that these answers make necessary, so that they are asked for where one thing is asked at a time. */
  needs?(answers: Answers): readonly (keyof F & string)[]
  workflow: Workflow
  access: {
    create: Permission
    read: Permission
    export: Permission
    /** Who may be shown sealed answers, on a page and logged; absent where there are none. */
    reveal?: Permission
  }
  audience: readonly Audience[]
  /** States that a card to this audience begins with; absent: from the first. */
  toldFrom?: Partial<Record<Audience, readonly string[]>>
  /** The days that it takes: a card says a half of a day with the day, and how many there are. */
  span?: Span<keyof F & string>
  /** Fields that no card shows, for they say nothing to people. */
  offCard?: readonly (keyof F & string)[]
  /** Columns of lists and tables, in order. */
  list: readonly (keyof F & string)[]
  /** The field holding the day that the record counts on; its period follows from it. */
  dayField?: keyof F & string
  /** The obligation that filing it fulfils, by the policy's name. */
  duty?: 'weekly-plan' | 'weekly-report' | 'daily-log'
}

/** Checks `check` and the field names against the fields; what is kept is a type of any fields. */
export function defineRecordType<const F extends Fields>(type: RecordType<F>): RecordType {
  return type as unknown as RecordType
}

/** The fields asked when a record is filed or edited; the others are filled in by a later step. */
export function askedFields(type: RecordType): Fields {
  return Object.fromEntries(Object.entries(type.fields).filter(([, field]) => field.filledBy === undefined))
}

/** What an action asks: its own questions and the record's fields that it fills in. */
export function actionFields(type: RecordType, actionId: string): Fields {
  const action = type.workflow.actions[actionId]
  const asking = action?.corrects ?? actionId
  const filled = Object.entries(type.fields).filter(([, field]) => field.filledBy === asking)
  return { ...Object.fromEntries(filled), ...action?.asks }
}

/** Whether a form of this action changes what was filed, or answers what the action asks. */
export const formKind = (type: RecordType, actionId: string): 'edit' | 'act' =>
  type.workflow.actions[actionId]?.edits ? 'edit' : 'act'

/** What a form of this purpose asks. */
export function formFields(
  type: RecordType,
  purpose: { kind: 'file' } | { kind: 'edit' | 'act'; action: string },
): Fields {
  return purpose.kind === 'act' ? actionFields(type, purpose.action) : askedFields(type)
}

/** States in which a record counts and is offered: not over, and not set aside. */
export function liveStates({ workflow }: RecordType): string[] {
  const states = Object.entries(workflow.states)
  return states.flatMap(([id, { isFinal, isSetAside }]) => (isFinal || isSetAside ? [] : [id]))
}

/** Every field of a type with its dotted path, rows included. */
export function* walkFields(fields: Fields, prefix = ''): Generator<[path: string, field: Field]> {
  for (const [name, field] of Object.entries(fields)) {
    const path = prefix + name
    yield [path, field]
    if (field.input.shape === 'rows') yield* walkFields(field.input.fields, `${path}.`)
  }
}
