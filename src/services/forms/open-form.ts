import type { Actor } from '../../access/actor.ts'
import { isDay } from '../../calendar/days.ts'
import { NotPermitted } from '../../errors.ts'
import { beginAnswers, toAnswers } from '../../fields/show-values.ts'
import { answersOf, type Form, type FormPurpose, type FormWanted } from '../../forms/form.ts'
import { formFields, formKind, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import { openDutyStates } from '../../store/duties/duties.ts'
import { getAction } from '../../workflow/workflow.ts'
import { type Office, todayOf } from '../office.ts'
import { explainOvertaken } from '../records/explain-overtaken.ts'
import { defaultFilingPeriod, getFilingPeriod } from '../records/filing-period.ts'
import { getRecord } from '../records/get-record.ts'
import { findSingle } from '../records/single-record.ts'
import { readDraft } from './drafts.ts'
import { prefillAnswers } from './prefill.ts'
import { presentForm, presentRecord } from './present-form.ts'

/**
 * A form ready to be shown: with the draft where there is one and it is wanted, else with what is known already.
 * @throws NotPermitted, NotFound, InvalidTransition
 */
export async function openForm(
  office: Office,
  actor: Actor,
  wanted: FormWanted,
  options: OpenFormOptions = {},
): Promise<Form> {
  const form = await (wanted.kind === 'file'
    ? openFiling(office, actor, wanted, options)
    : openAction(office, actor, wanted, options))
  return options.isAskedInTurn ? requireNeeded(form) : form
}

interface OpenFormOptions {
  /** For a front end that cannot show it. */
  withoutDraft?: boolean
  /**
   * For a front end that asks for one thing at a time: what the answers so far make necessary is required. Where all of
   * a form is filled in at once, the answers that make it so may still change.
   */
  isAskedInTurn?: boolean
}

function requireNeeded(form: Form): Form {
  const needed = getRecordType(form.purpose.type).needs?.(answersOf(form.fields)) ?? []
  const fields = form.fields.map((field) =>
    needed.includes(field.name) ? { ...field, required: true } : field,
  )
  return { ...form, fields }
}

async function openFiling(
  office: Office,
  actor: Actor,
  wanted: { type: string; periodKey?: string },
  options: OpenFormOptions,
): Promise<Form> {
  const type = getRecordType(wanted.type)
  if (!type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId }))
    throw new NotPermitted(`file ${type.id}`)
  const periodKey = type.period
    ? wanted.periodKey === undefined
      ? ((await findOwedPeriod(office, actor, type)) ?? defaultFilingPeriod(office, type))
      : await getFilingPeriod(office, actor, type, wanted.periodKey)
    : askedDay(type, wanted.periodKey)
  const filed = type.isSingle
    ? await findSingle(office.store.db, type, actor.personId, periodKey ?? null)
    : undefined
  // Asking for a form of what is filed already means to edit it.
  if (filed) return openAction(office, actor, { recordId: filed, action: 'edit' }, options)
  const purpose: FormPurpose = { kind: 'file', type: type.id, ...(periodKey ? { periodKey } : {}) }
  const draft = options.withoutDraft ? undefined : await readDraft(office, actor, purpose)
  const answers = draft?.answers ?? (await prefillAnswers(office, actor, type, periodKey))
  // A draft that corrects a typed line still does when it is taken up again.
  const line = draft?.purpose?.kind === 'file' ? draft.purpose.line : undefined
  const resumed: FormPurpose = line ? { ...purpose, line } : purpose
  return presentForm(office.store.db, actor.language, resumed, { answers })
}

/** What counts on a day can be asked for by that day, as a duty of yesterday's does. */
const askedDay = (type: RecordType, day: string | undefined): string | undefined =>
  type.dayField !== undefined && day !== undefined && isDay(day) ? day : undefined

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

async function openAction(
  office: Office,
  actor: Actor,
  wanted: { recordId: string; action: string },
  { withoutDraft }: OpenFormOptions,
): Promise<Form> {
  const { type, record } = await getRecord(office.store.db, actor, wanted.recordId)
  // Refused before anything is shown of a form that this person may not fill in now.
  await explainOvertaken(office, actor, record.id, async () =>
    getAction(type.workflow, wanted.action, record.status, actor, record),
  )
  const present: FormPurpose = {
    kind: formKind(type, wanted.action),
    type: type.id,
    recordId: record.id,
    revision: record.revision,
    action: wanted.action,
  }
  const fields = formFields(type, present)
  const known = beginAnswers(fields, toAnswers(fields, record.values), { today: todayOf(office, actor) })
  const draft = withoutDraft ? undefined : await readDraft(office, actor, present)
  const answers = draft?.answers ?? known
  // Typed on top of an older version: sent, it is put beside what stands now instead of undoing it.
  const purpose = draft?.purpose?.kind === 'edit' ? { ...present, revision: draft.purpose.revision } : present
  const { db } = office.store
  return presentForm(db, actor.language, purpose, {
    answers,
    record: await presentRecord(db, actor, record),
  })
}
