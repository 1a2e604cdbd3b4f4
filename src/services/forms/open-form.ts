import type { Actor } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import type { Answers, Fields } from '../../fields/field.ts'
import { toAnswers } from '../../fields/show-values.ts'
import type { Form, FormPurpose, FormWanted } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import { buildForm } from '../../records/build-form.ts'
import { actionFields, askedFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { openDutyStates } from '../../store/duties/duties.ts'
import { getAction } from '../../workflow/workflow.ts'
import type { Office } from '../office.ts'
import { defaultFilingPeriod, getFilingPeriod } from '../records/filing-period.ts'
import { getRecord } from '../records/get-record.ts'
import { periodLabel } from '../records/period-label.ts'
import { readDraft } from './drafts.ts'
import { nameAnswers } from './name-answers.ts'
import { prefillAnswers } from './prefill.ts'

/**
 * A form ready to be shown: with the draft where there is one, else with what is known already.
 * @throws NotPermitted, NotFound, InvalidTransition
 */
export async function openForm(office: Office, actor: Actor, wanted: FormWanted): Promise<Form> {
  return wanted.kind === 'file' ? openFiling(office, actor, wanted) : openAction(office, actor, wanted)
}

async function openFiling(
  office: Office,
  actor: Actor,
  wanted: { type: string; periodKey?: string },
): Promise<Form> {
  const type = getRecordType(wanted.type)
  if (!type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId }))
    throw new NotPermitted(`file ${type.id}`)
  const periodKey = type.period
    ? wanted.periodKey === undefined
      ? ((await findOwedPeriod(office, actor, type)) ?? defaultFilingPeriod(office, type))
      : getFilingPeriod(office, type, wanted.periodKey)
    : undefined
  const filed = type.isSingle ? await findFiled(office, actor, type, periodKey) : undefined
  // Asking for a form of what is filed already means to edit it.
  if (filed) return openAction(office, actor, { recordId: filed, action: 'edit' })
  const purpose: FormPurpose = { kind: 'file', type: type.id, ...(periodKey ? { periodKey } : {}) }
  const draft = await readDraft(office, actor, purpose)
  const answers = draft?.answers ?? (await prefillAnswers(office, actor, type, periodKey))
  // A draft that corrects a typed line still does when it is taken up again.
  const line = draft?.purpose?.kind === 'file' ? draft.purpose.line : undefined
  const resumed: FormPurpose = line ? { ...purpose, line } : purpose
  return present(office, actor, type, askedFields(type), resumed, answers, titleOf(type, actor, periodKey))
}

/** Who says only "the report" means the one they owe, the oldest first. */
async function findOwedPeriod(office: Office, actor: Actor, type: RecordType): Promise<string | undefined> {
  if (!type.duty) return undefined
  const duty = await office.store.db.duty.findFirst({
    where: { personId: actor.personId, kind: type.duty, state: { in: [...openDutyStates] } },
    orderBy: { dueAt: 'asc' },
    select: { periodKey: true },
  })
  return duty?.periodKey
}

async function findFiled(
  office: Office,
  actor: Actor,
  type: RecordType,
  periodKey: string | undefined,
): Promise<string | undefined> {
  const singleKey = `${type.id}:${actor.personId}:${periodKey}`
  return (await office.store.db.record.findUnique({ where: { singleKey }, select: { id: true } }))?.id
}

async function openAction(
  office: Office,
  actor: Actor,
  wanted: { recordId: string; action: string },
): Promise<Form> {
  const { type, record } = await getRecord(office.store.db, actor, wanted.recordId)
  const action = getAction(type.workflow, wanted.action, record.status, actor, record)
  const kind = action.edits ? 'edit' : 'act'
  const purpose: FormPurpose = {
    kind,
    type: type.id,
    recordId: record.id,
    revision: record.revision,
    action: wanted.action,
  }
  const fields = action.edits ? askedFields(type) : actionFields(type, wanted.action)
  const known = toAnswers(fields, record.values)
  const answers = (await readDraft(office, actor, purpose))?.answers ?? known
  return present(office, actor, type, fields, purpose, answers, {
    title: type.texts[actor.language].actions[wanted.action] ?? wanted.action,
    heading: `${type.texts[actor.language].label} ${record.number}`,
  })
}

interface Titles {
  title: string
  heading?: string
}

const titleOf = (type: RecordType, actor: Actor, periodKey: string | undefined): Titles => ({
  title: type.texts[actor.language].label,
  ...(periodKey ? { heading: periodLabel(periodKey, actor.language) } : {}),
})

async function present(
  office: Office,
  actor: Actor,
  type: RecordType,
  fields: Fields,
  purpose: FormPurpose,
  answers: Answers,
  titles: Titles,
): Promise<Form> {
  const names = await nameAnswers(office.store.db, fields, answers)
  const { intro } = type.texts[actor.language]
  const words = {
    ...titles,
    submitLabel: speak(actor.language)('forms.submit'),
    ...(intro !== undefined && purpose.kind !== 'act' ? { intro } : {}),
  }
  return buildForm(type, fields, purpose, actor.language, words, { answers, names })
}
