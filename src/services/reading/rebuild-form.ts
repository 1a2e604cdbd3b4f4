import type { Actor } from '../../access/actor.ts'
import type { Answers, Fields } from '../../fields/field.ts'
import type { Form, FormPurpose } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import { buildForm } from '../../records/build-form.ts'
import { actionFields, askedFields } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { nameAnswers } from '../forms/name-answers.ts'
import type { Office } from '../office.ts'
import { periodLabel } from '../records/period-label.ts'

/** What a form of this purpose asks. */
export function fieldsFor(purpose: FormPurpose): Fields {
  const type = getRecordType(purpose.type)
  return purpose.kind === 'act' ? actionFields(type, purpose.action) : askedFields(type)
}

/**
 * A form as it was sent, to be shown again with what was typed. It tells nothing of a record and needs no right to
 * one, so that a refusal of any kind can still give back every word; `openForm` is for forms that begin.
 * `errors` are in the person's language, by dotted path.
 */
export async function rebuildForm(
  office: Office,
  actor: Actor,
  sent: { purpose: FormPurpose; answers: Answers; errors?: Readonly<Record<string, string>> },
): Promise<Form> {
  const { purpose, answers, errors = {} } = sent
  const { language } = actor
  const type = getRecordType(purpose.type)
  const fields = fieldsFor(purpose)
  const texts = type.texts[language]
  const period = purpose.kind === 'file' ? purpose.periodKey : undefined
  const subject =
    purpose.kind === 'file' ? (period ? periodLabel(period, language) : '') : texts.actions[purpose.action]
  const words = {
    title: [texts.label, subject].filter(Boolean).join(' '),
    submitLabel: speak(language)('forms.submit'),
    ...(texts.intro !== undefined && purpose.kind !== 'act' ? { intro: texts.intro } : {}),
  }
  const names = await nameAnswers(office.store.db, fields, answers)
  return buildForm(type, fields, purpose, language, words, { answers, errors, names })
}
