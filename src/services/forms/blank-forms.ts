import type { Actor } from '../../access/actor.ts'
import type { Form } from '../../forms/form.ts'
import { otherLanguage } from '../../i18n/translate.ts'
import { recordTypes } from '../../records/registry.ts'
import type { Office } from '../office.ts'
import { presentForm } from './present-form.ts'

/** A form without answers, with itself in the other language. */
interface BlankForm {
  form: Form
  twin: Form
}

/** What this person files once a period, such as a plan. */
export async function blankForms(office: Office, actor: Actor): Promise<BlankForm[]> {
  const { personId: ownerId, teamId, language } = actor
  const types = recordTypes.filter(
    ({ isSingle, access }) => isSingle && access.create.allows(actor, { ownerId, teamId }),
  )
  const blank = (type: string, spoken = language) =>
    presentForm(office.store.db, spoken, { kind: 'file', type }, { answers: {} })
  return Promise.all(
    types.map(async ({ id }) => ({ form: await blank(id), twin: await blank(id, otherLanguage(language)) })),
  )
}
