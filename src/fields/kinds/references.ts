import { base, type CommonOptions, type FieldBase, ok, refuse } from '../field.ts'

/** Ids are ours (UUID); whether the thing exists and may be named is for the service that saves the answer. */
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function lookup(kind: string, of: string, options: CommonOptions): FieldBase<string> {
  return {
    ...base(kind, 'text', options),
    input: { shape: 'lookup', of },
    parse: (answer) =>
      typeof answer === 'string' && idPattern.test(answer)
        ? ok(answer.toLowerCase())
        : refuse('fields.notFound'),
    toAnswer: (value) => value,
    show: (value, { name }) => name(of, value),
    jsonSchema: { type: 'string', format: 'uuid', description: of },
  }
}

/** A colleague. */
export const person = (options: CommonOptions = {}) => lookup('person', 'person', options)
/** A team. */
export const team = (options: CommonOptions = {}) => lookup('team', 'team', options)
/** Another record, found by typing. `to` is a record type's id. */
export const reference = (to: string, options: CommonOptions = {}) => lookup('reference', to, options)
