/** A parsed JSON object whose fields nobody has checked yet. */
export type JsonObject = { [key: string]: unknown }

/** A block or element after validation: Slack has given it an id where the app did not. */
export type Block = JsonObject & { type: string; block_id: string }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The string itself, or '' for anything else. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The objects of an array; anything else gives []. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** Every string anywhere inside a value, in document order. */
export function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item)
  else if (isObject(value)) for (const item of Object.values(value)) yield* stringsIn(item)
}

/** True when any string inside the value contains `text`. */
export function hasText(value: unknown, text: string): boolean {
  for (const each of stringsIn(value)) if (each.includes(text)) return true
  return false
}

export function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}
