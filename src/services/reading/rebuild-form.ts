import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import type { Form, FormPurpose } from '../../forms/form.ts'
import { type PresentedRecord, presentForm, presentRecord } from '../forms/present-form.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'

/**
 * A form as it was sent, to be shown again with what was typed. Of a record it tells the number and the latest decision, to whoever may read
 * it, and needs no right to one, so that a refusal of any kind can still give back every word; `openForm` is for
 * forms that begin. `errors` are in the person's language, by dotted path.
 */
export async function rebuildForm(
  office: Office,
  actor: Actor,
  sent: { purpose: FormPurpose; answers: Answers; errors?: Readonly<Record<string, string>> },
): Promise<Form> {
  const { purpose, ...content } = sent
  const record = await findPresented(office, actor, purpose)
  return presentForm(office.store.db, actor.language, purpose, { ...content, record })
}

async function findPresented(
  office: Office,
  actor: Actor,
  purpose: FormPurpose,
): Promise<PresentedRecord | undefined> {
  if (purpose.kind === 'file') return undefined
  const { db } = office.store
  try {
    const { record } = await getRecord(db, actor, purpose.recordId)
    return await presentRecord(db, actor, record)
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
