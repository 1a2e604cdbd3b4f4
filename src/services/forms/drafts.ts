import type { Actor } from '../../access/actor.ts'
import { findPeriod } from '../../calendar/periods.ts'
import type { Answers } from '../../fields/field.ts'
import { withoutIdentity } from '../../fields/identity.ts'
import { type FormPurpose, formKey } from '../../forms/form.ts'
import { formFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'

/**
 * Keeps what was typed so far. Who somebody is gets dropped here, whoever sent it: a draft is not sealed. For a period
 * that the type does not have there is no form to take it up in, and nothing is kept.
 */
export async function saveDraft(
  office: Office,
  actor: Actor,
  input: { purpose: FormPurpose; answers: Answers },
): Promise<void> {
  const type = getRecordType(input.purpose.type)
  if (!hasForm(type, input.purpose)) return
  const values = toStorable(withoutIdentity(formFields(type, input.purpose), input.answers))
  const key = { personId: actor.personId, formKey: formKey(input.purpose) }
  const data = { values: { purpose: input.purpose, answers: values }, updatedAt: office.clock.now() }
  await office.store.db.draft.upsert({
    where: { personId_formKey: key },
    create: { ...key, ...data },
    update: data,
  })
}

/** What was typed for this form and not sent, and what it was typed for; undefined when nothing was. */
export async function readDraft(
  office: Office,
  actor: Actor,
  purpose: FormPurpose,
): Promise<{ purpose?: FormPurpose; answers: Answers; typedAt: Date } | undefined> {
  const key = { personId: actor.personId, formKey: formKey(purpose) }
  const draft = await office.store.db.draft.findUnique({ where: { personId_formKey: key } })
  const { answers, ...kept } = (draft?.values ?? {}) as { purpose?: FormPurpose; answers?: Answers }
  return draft && answers ? { ...kept, answers, typedAt: draft.updatedAt } : undefined
}

export async function deleteDraft(db: Tx, actor: Actor, purpose: FormPurpose): Promise<void> {
  await db.draft.deleteMany({ where: { personId: actor.personId, formKey: formKey(purpose) } })
}

function hasForm(type: RecordType, purpose: FormPurpose): boolean {
  if (purpose.kind !== 'file' || purpose.periodKey === undefined) return true
  return type.period !== undefined && findPeriod(purpose.periodKey)?.kind === type.period
}

/** PostgreSQL's JSON takes neither NUL nor half a character, which a page or the API may send. */
const toStorable = (answers: Answers): Answers =>
  JSON.parse(
    JSON.stringify(answers, (_, each) =>
      typeof each === 'string' ? each.replaceAll('\u0000', '').toWellFormed() : each,
    ),
  )
