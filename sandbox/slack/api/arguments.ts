import { type JsonObject, parseJson } from '../../world/json.ts'
import { SlackError } from '../slack-error.ts'

/** Reads one method's arguments, which came as JSON or as a form (then everything is a string). */
export interface Arguments {
  raw(name: string): unknown
  has(name: string): boolean
  /** '' when absent */
  text(name: string): string
  /** @throws SlackError invalid_arguments naming the missing field */
  required(name: string): string
  flag(name: string): boolean
  /** @throws SlackError invalid_limit / invalid_arguments outside the range */
  integer(name: string, fallback: number, range: { min: number; max: number }): number
  /** `a,b` or an array */
  list(name: string): string[]
  /** an object or array, given as such or as JSON text */
  json(name: string): unknown
}

export function readArguments(values: JsonObject): Arguments {
  const text = (name: string) => {
    const value = values[name]
    if (value === undefined || value === null) return ''
    if (typeof value === 'object') throw invalid(`must provide a string [json-pointer:/${name}]`)
    return String(value)
  }
  return {
    raw: (name) => values[name],
    has: (name) => values[name] !== undefined && values[name] !== null && values[name] !== '',
    text,
    required(name) {
      const value = text(name)
      if (value === '') throw invalid(`missing required field: ${name} [json-pointer:]`)
      return value
    },
    flag: (name) => ['true', '1'].includes(text(name)),
    integer(name, fallback, { min, max }) {
      const value = text(name)
      if (value === '') return fallback
      const number = Number(value)
      if (!Number.isInteger(number) || number < min || number > max) {
        throw name === 'limit'
          ? new SlackError('invalid_limit')
          : invalid(`must be between ${min} and ${max} [json-pointer:/${name}]`)
      }
      return number
    },
    list(name) {
      const value = values[name]
      const items = Array.isArray(value) ? value.map(String) : text(name).split(',')
      return items.map((item) => item.trim()).filter((item) => item !== '')
    },
    json(name) {
      const value = values[name]
      if (typeof value !== 'string') return value
      const parsed = parseJson(value)
      if (!parsed.ok) throw invalid(`must be valid JSON [json-pointer:/${name}]`)
      return parsed.value
    },
  }
}

export function invalid(message: string): SlackError {
  return new SlackError('invalid_arguments', { messages: [message] })
}
