import type { Answers, Fields, Values } from '../fields/field.ts'

/** What a lookup has chosen, and where: `visits.2.customer`. */
export interface Chosen {
  path: string
  /** `person`, `team` or a record type's id. */
  of: string
  /** As it was answered; what was typed by hand may be a name. */
  id: string
}

/** Everything that the lookups among these fields have chosen, rows included. */
export function* walkLookups(fields: Fields, values: Values | Answers, prefix = ''): Generator<Chosen> {
  for (const [name, { input }] of Object.entries(fields)) {
    const value = values[name]
    const path = prefix + name
    if (input.shape === 'lookup' && typeof value === 'string' && value !== '') {
      yield { path, of: input.of, id: value }
    }
    if (input.shape === 'rows' && Array.isArray(value)) {
      for (const [index, row] of (value as readonly (Values | Answers)[]).entries()) {
        yield* walkLookups(input.fields, row, `${path}.${index}.`)
      }
    }
  }
}
