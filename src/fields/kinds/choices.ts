import { base, type CommonOptions, type FieldBase, ok, refuse } from '../field.ts'

/** One of a fixed list; values are stable ids, texts come from the record type. */
export function choice<const V extends string>(
  values: readonly V[],
  options: CommonOptions = {},
): FieldBase<V> {
  return {
    ...base('choice', 'text', options),
    input: { shape: 'one-of', values },
    parse: (answer) => {
      const chosen = values.find((value) => value === answer)
      return chosen === undefined ? refuse('fields.notAChoice') : ok(chosen)
    },
    toAnswer: (value) => value,
    show: (value, { option }) => option(value),
    jsonSchema: { type: 'string', enum: [...values] },
  }
}

/** Several of a fixed list, kept in the list's order; stored as ids joined by commas. */
export function choices<const V extends string>(
  values: readonly V[],
  options: CommonOptions = {},
): FieldBase<readonly V[]> {
  return {
    ...base('choices', 'text', options),
    input: { shape: 'some-of', values },
    parse: (answer) => {
      if (!Array.isArray(answer)) return refuse('fields.notAChoice')
      if (answer.some((chosen) => !values.some((value) => value === chosen)))
        return refuse('fields.notAChoice')
      return ok(values.filter((value) => answer.includes(value)))
    },
    toAnswer: (value) => [...value],
    show: (value, { option, language }) =>
      new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(value.map(option)),
    jsonSchema: { type: 'array', items: { type: 'string', enum: [...values] }, uniqueItems: true },
  }
}

/** A tick. Never blank: not ticked is an answer. */
export function checkbox(options: CommonOptions = {}): FieldBase<boolean> {
  return {
    ...base('checkbox', 'boolean', options),
    input: { shape: 'tick' },
    parse: (answer) => (typeof answer === 'boolean' ? ok(answer) : refuse('fields.notAChoice')),
    toAnswer: (value) => value,
    show: (value, { yes, no }) => (value ? yes : no),
    jsonSchema: { type: 'boolean' },
  }
}
