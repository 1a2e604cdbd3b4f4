import type { Form, FormField, FormInput, Option } from '../form.ts'

/** A field as messages speak of it, in one language or two. */
export interface Question {
  field: FormField
  /** Its labels, the form's own language first. */
  labels: readonly string[]
  /** Options in every language that is understood. */
  options: readonly Option[]
  /** Names that lookups of the form have chosen, by kind; shared by all of them. */
  chosen: readonly { path: string; of: string; id: string; label: string }[]
  /** Of a repeated group. */
  columns: readonly Question[]
  /** Its lengths of time are counted in minutes. */
  isMinutes: boolean
}

export function questionsOf(form: Form, twin?: Form): Question[] {
  const chosen = [...chosenOf(form.fields)]
  return form.fields.map((field) => toQuestion(field, twinOf(field, twin?.fields), chosen))
}

const twinOf = (field: FormField, fields: readonly FormField[] = []) =>
  fields.find(({ name, input }) => name === field.name && input.shape === field.input.shape)

function toQuestion(field: FormField, twin: FormField | undefined, chosen: Question['chosen']): Question {
  const labels = twin ? [field.label, twin.label] : [field.label]
  return {
    field,
    labels,
    options: [...optionsOf(field.input), ...(twin ? optionsOf(twin.input) : [])],
    chosen,
    columns: columnsOf(field.input).map((column) =>
      toQuestion(column, twinOf(column, twin ? columnsOf(twin.input) : []), chosen),
    ),
    isMinutes: field.input.shape === 'number' && labels.some((label) => /分钟|\bminutes?\b/i.test(label)),
  }
}

const optionsOf = (input: FormInput): readonly Option[] => ('options' in input ? input.options : [])
const columnsOf = (input: FormInput): readonly FormField[] => (input.shape === 'rows' ? input.blank : [])

function* chosenOf(fields: readonly FormField[], prefix = ''): Generator<Question['chosen'][number]> {
  for (const { name, input } of fields) {
    const path = prefix + name
    if (input.shape === 'lookup' && input.chosen) {
      yield { path, of: input.of, id: input.chosen.value, label: input.chosen.label }
    }
    if (input.shape === 'rows') {
      for (const [index, row] of input.rows.entries()) yield* chosenOf(row, `${path}.${index}.`)
    }
  }
}

export const isLongText = ({ field }: Question): boolean => field.input.shape === 'lines'
export const isRows = ({ field }: Question): boolean => field.input.shape === 'rows'
/** Holds any text, so that nothing tells where it ends but its line. */
export const isOpenText = ({ field: { input } }: Question): boolean =>
  input.shape === 'line' || input.shape === 'lines' || input.shape === 'lookup'
