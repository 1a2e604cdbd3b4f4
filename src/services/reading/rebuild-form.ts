import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import type { Form, FormPurpose } from '../../forms/form.ts'
import { presentForm } from '../forms/present-form.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'

/**
 * A form as it was sent, to be shown again with what was typed. Of a record it tells the number, to whoever may read
 * it, and needs no right to one, so that a refusal of any kind can still give back every word; `openForm` is for
 * forms that begin. `errors` are in the person's language, by dotted path.
 */
export async function rebuildForm(
  office: Office,
  actor: Actor,
  sent: { purpose: FormPurpose; answers: Answers; errors?: Readonly<Record<string, string>> },
): Promise<Form> {
  const { purpose, ...content } = sent
  const number = await findNumber(office, actor, purpose)
  return presentForm(office.store.db, actor.language, purpose, { ...content, number })
}

async function findNumber(office: Office, actor: Actor, purpose: FormPurpose): Promise<string | undefined> {
  if (purpose.kind === 'file') return undefined
  try {
    return (await getRecord(office.store.db, actor, purpose.recordId)).record.number
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
