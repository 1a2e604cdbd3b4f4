import { z } from 'zod'
import type { PolicyPath } from './yaml-places.ts'

/** The keys that may stand at a path, for "did you mean"; none where any name goes. */
export function knownKeysAt(schema: z.ZodType, path: PolicyPath): string[] {
  const found = schemaAt(schema, path)
  return found instanceof z.ZodObject ? Object.keys(found.shape) : []
}

/** What may stand at a path where the schema says more than a type: the bounds of a number, the form of a text. */
export function findExpectedAt(schema: z.ZodType, path: PolicyPath): string | null {
  const found = schemaAt(schema, path)
  if (found instanceof z.ZodString) {
    const expected = found.meta()?.expected
    return typeof expected === 'string' ? expected : null
  }
  if (!(found instanceof z.ZodNumber)) return null
  const { minValue, maxValue } = found
  return minValue === null || maxValue === null ? null : `${minValue} to ${maxValue}`
}

function schemaAt(schema: z.ZodType, path: PolicyPath): unknown {
  return path.reduce<unknown>((current, key) => unwrap(childOf(current, key)), unwrap(schema))
}

function childOf(schema: unknown, key: PropertyKey): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)]
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  return undefined
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap())
  if (schema instanceof z.ZodPipe) return unwrap(schema.in)
  return schema
}
