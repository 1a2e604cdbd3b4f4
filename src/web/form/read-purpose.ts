import { NotFound } from '../../errors.ts'
import { type FormPurpose, purposeSchema } from '../../forms/form.ts'
import { findRecordType } from '../../records/registry.ts'
import { controls } from './names.ts'

/**
 * What the sent form was for. It came through the browser and may say anything: what it names must exist, and
 * whether it is permitted is for the services.
 * @throws NotFound
 */
export function readPurpose(body: URLSearchParams): FormPurpose {
  const purpose = findPurpose(body)
  if (!purpose) throw new NotFound('form')
  return purpose
}

export function findPurpose(body: URLSearchParams): FormPurpose | undefined {
  const parsed = purposeSchema.safeParse(parseJson(body.get(controls.purpose) ?? ''))
  const type = parsed.success ? findRecordType(parsed.data.type) : undefined
  const isKnown =
    parsed.success &&
    type !== undefined &&
    (parsed.data.kind === 'file' || Object.hasOwn(type.workflow.actions, parsed.data.action))
  return isKnown ? parsed.data : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
