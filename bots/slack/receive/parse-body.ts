import { parse } from 'node:querystring'
import { z } from 'zod'

const bodyShape = z.record(z.string(), z.unknown())
export type Body = z.infer<typeof bodyShape>

/** JSON, a form, or a form that holds JSON as `payload`; undefined when it is none of these. */
export function parseBody(text: string, contentType: string | undefined): Body | undefined {
  try {
    if (!contentType?.startsWith('application/x-www-form-urlencoded')) return asBody(JSON.parse(text))
    const form = parse(text)
    return typeof form.payload === 'string' ? asBody(JSON.parse(form.payload)) : { ...form }
  } catch {
    return undefined
  }
}

const asBody = (value: unknown): Body | undefined => bodyShape.safeParse(value).data
