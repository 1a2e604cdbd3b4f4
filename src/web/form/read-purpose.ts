import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { FormPurpose } from '../../forms/form.ts'
import { findRecordType } from '../../records/registry.ts'
import { controls } from './names.ts'

const changing = {
  type: z.string(),
  recordId: z.string(),
  revision: z.int(),
  action: z.string(),
}
const schema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    type: z.string(),
    periodKey: z.string().max(20).exactOptional(),
    line: z.strictObject({ draftKey: z.string(), index: z.int() }).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('edit'), ...changing }),
  z.strictObject({ kind: z.literal('act'), ...changing }),
])

/**
 * What the sent form was for. It came through the browser and may say anything: what it names must exist, and
 * whether it is permitted is for the services.
 * @throws NotFound
 */
export function readPurpose(body: URLSearchParams): FormPurpose {
  const parsed = schema.safeParse(parseJson(body.get(controls.purpose) ?? ''))
  const type = parsed.success ? findRecordType(parsed.data.type) : undefined
  const isKnown =
    parsed.success &&
    type !== undefined &&
    (parsed.data.kind === 'file' || Object.hasOwn(type.workflow.actions, parsed.data.action))
  if (!isKnown) throw new NotFound('form')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
