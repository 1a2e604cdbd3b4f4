import { z } from 'zod'
import { WecomError } from '../wecom-error.ts'

/** Text of at most so many bytes in UTF-8. */
export function bytes(most: number, least = 0): z.ZodString {
  return z
    .string()
    .refine((text) => Buffer.byteLength(text) <= most, { error: `at most ${most} bytes` })
    .refine((text) => Buffer.byteLength(text) >= least, { error: 'must not be empty' })
}

/** Text of at most so many characters as people count them. */
export function chars(most: number, least = 0): z.ZodString {
  return z
    .string()
    .refine((text) => [...text].length <= most, { error: `at most ${most} characters` })
    .refine((text) => text.trim().length >= least, { error: 'must not be empty' })
}

/**
 * Text as wide as so many Chinese characters, of which a Latin letter is half: what the documents mean by 字 where they
 * speak of a button. Only a tenant can show how a client counts.
 */
export function widths(most: number, least = 0): z.ZodString {
  return z
    .string()
    .refine((text) => widthOf(text) <= most, { error: `at most as wide as ${most} Chinese characters` })
    .refine((text) => text.trim().length >= least, { error: 'must not be empty' })
}

const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter < '\u0250' ? 0.5 : 1), 0)

export const webUrl = bytes(2048, 1).refine((text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text), {
  error: 'must be an address that begins with http:// or https://',
})

/** WeCom's yes and no. */
export const flag = z.union([z.literal(0), z.literal(1)], { error: 'must be 0 or 1' })

/** The values, or a refusal that names every problem with its place. @throws WecomError */
export function check<T extends z.ZodType>(schema: T, value: unknown, errcode = 40058): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new WecomError(errcode, listProblems(result.error.issues))
}

function listProblems(issues: z.core.$ZodIssue[]): string {
  return issues.map((issue) => `${showPath(issue.path)} ${issue.message}`.trim()).join('; ')
}

function showPath(path: PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('')
}

/** @throws WecomError 44004 when empty, 45002 when longer than allowed */
export function checkContent(field: string, content: unknown, mostBytes: number): void {
  if (typeof content !== 'string' || content === '') throw new WecomError(44004, `${field} is empty`)
  const length = Buffer.byteLength(content)
  if (length > mostBytes) throw new WecomError(45002, `${field} has ${length} bytes, at most ${mostBytes}`)
}
