import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Answers } from '../fields/field.ts'

/** Answers as JSON: text, ticks, lists of text, rows of those. Which of them a field takes is the field's to say. */
const simple = z.union([z.string(), z.boolean(), z.array(z.string()), z.null()])
const answers = z.record(z.string(), z.union([simple, z.array(z.record(z.string(), simple))]))

/** By a refinement: zod's own `max` asks whatever came for its length, and an object may throw at that. */
const periodKey = z.string().refine((text) => text.length <= 20)
const filing = z.strictObject({ periodKey: periodKey.exactOptional(), answers })
const acting = z.strictObject({ revision: z.int(), answers: answers.default({}) })

/** @throws AppError `validation` for a body of another shape */
export const readFiling = (body: unknown): { periodKey?: string; answers: Answers } => read(filing, body)
export const readActing = (body: unknown): { revision: number; answers: Answers } => read(acting, body)

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    throw new AppError('validation', 'body of another shape', { key: 'web.api.badBody' })
  }
  return parsed.data
}
