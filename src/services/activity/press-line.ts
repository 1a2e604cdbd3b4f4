import type { Actor } from '../../access/actor.ts'
import { NotFound, SentBefore } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import type { Card, Press } from '../../forms/card.ts'
import type { Form } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import { answerNew } from '../../records/new-name.ts'
import { findRecordKind } from '../../store/records/records.ts'
import { addByName } from '../forms/add-named.ts'
import { saveDraft } from '../forms/drafts.ts'
import { openForm } from '../forms/open-form.ts'
import type { Office } from '../office.ts'
import { fileRecord } from '../records/file-record.ts'
import { findSavedLine } from './find-saved-line.ts'
import { buildLineCard } from './line-card.ts'
import {
  dropLineDraft,
  findLineDraft,
  getLineDraft,
  keepLineDraft,
  type LineActivity,
  type LineDraft,
  lineSubmissionKey,
  tellOne,
} from './line-draft.ts'
import { buildSavedCard } from './saved-card.ts'

export type LinePress = Extract<Press, { draftKey: string }>

/** The card as it now stands, or a form where the person wants to correct what was understood. */
export type LinePressed = { kind: 'done'; card: Card } | { kind: 'ask'; form: Form }

/**
 * Confirms, corrects, answers or drops a typed line. A second press finds it gone and says so; a second confirmation, or
 * the first one again after the process was killed between saving and saying so, says what it was saved as.
 */
export async function pressLine(
  office: Office,
  actor: Actor,
  press: LinePress,
  platform: string,
): Promise<LinePressed> {
  const { db } = office.store
  if (press.do === 'confirm-line') {
    const saved = (await findLineDraft(db, actor, press.draftKey))
      ? []
      : await findSavedLine(db, actor, press.draftKey)
    if (saved.length > 0) return { kind: 'done', card: await buildSavedCard(office, actor, db, saved) }
  }
  const draft = await getLineDraft(db, actor, press.draftKey)
  switch (press.do) {
    case 'confirm-line':
      return { kind: 'done', card: await confirm(office, actor, press.draftKey, draft, platform) }
    case 'correct-line':
      return { kind: 'ask', form: await correct(office, actor, press.draftKey, draft) }
    case 'discard-line':
      await dropLineDraft(db, actor, press.draftKey)
      return { kind: 'done', card: { title: speak(actor.language)('lines.dropped') } }
    case 'answer-line': {
      const answered = await answer(office, draft, press)
      await keepLineDraft(office, db, actor, press.draftKey, answered)
      return { kind: 'done', card: await buildLineCard(db, actor, press.draftKey, answered) }
    }
  }
}

async function confirm(
  office: Office,
  actor: Actor,
  draftKey: string,
  draft: LineDraft,
  platform: string,
): Promise<Card> {
  const open = draft.activities.filter((a) => a.recordId === undefined)
  if (open.some((a) => a.asks.length > 0)) return buildLineCard(office.store.db, actor, draftKey, draft)
  // Each step is idempotent by its key: a process killed between two of them goes on where it was.
  const recordIds: string[] = []
  for (const [index, activity] of draft.activities.entries()) {
    if (activity.recordId !== undefined) {
      recordIds.push(activity.recordId)
      continue
    }
    const submissionKey = lineSubmissionKey({ draftKey, index })
    const customer =
      activity.customerId ??
      (await addCustomer(office, actor, activity, `${submissionKey}:customer`, platform))
    const answers = toAnswers(activity, customer)
    recordIds.push(await fileActivity(office, actor, { answers, submissionKey, platform }))
  }
  await dropLineDraft(office.store.db, actor, draftKey)
  return buildSavedCard(office, actor, office.store.db, recordIds)
}

/** An activity that its form has saved meanwhile, corrected, stands as it was corrected. */
async function fileActivity(
  office: Office,
  actor: Actor,
  input: { answers: Answers; submissionKey: string; platform: string },
): Promise<string> {
  try {
    return (await fileRecord(office, actor, { type: 'activity', ...input })).id
  } catch (error) {
    if (error instanceof SentBefore) return error.recordId
    throw error
  }
}

async function addCustomer(
  office: Office,
  actor: Actor,
  activity: LineActivity,
  submissionKey: string,
  platform: string,
): Promise<string | null> {
  const { newCustomer: name, contact } = activity
  if (!name) return null
  const more: Answers = contact ? { contacts: [{ name: contact, title: null }] } : {}
  return addByName(office, actor, 'customer', { name, more, submissionKey, platform })
}

const toAnswers = (a: LineActivity, customer: string | null): Answers => ({
  kind: a.kind ?? null,
  customer,
  contact: a.contact ?? null,
  minutes: a.minutes === undefined ? null : String(a.minutes),
  day: a.day ?? null,
  note: a.notes === '' ? null : a.notes,
})

/** A form with what was understood of the first activity that is not sure, or else of the first that is left. */
async function correct(office: Office, actor: Actor, draftKey: string, draft: LineDraft): Promise<Form> {
  const isLeft = (a: LineActivity) => a.recordId === undefined
  const unsure = draft.activities.findIndex((a) => isLeft(a) && a.asks.length > 0)
  const index = unsure === -1 ? draft.activities.findIndex(isLeft) : unsure
  const activity = draft.activities[index]
  if (activity) {
    const { customerId, newCustomer, customerTyped } = activity
    // A name that nobody knows is shown as it was typed, to be looked for.
    const customer = customerId ?? (newCustomer ? answerNew(newCustomer) : (customerTyped ?? null))
    await saveDraft(office, actor, {
      purpose: { kind: 'file', type: 'activity', line: { draftKey, index } },
      answers: toAnswers(activity, customer),
    })
  }
  return openForm(office, actor, { kind: 'file', type: 'activity' })
}

/** Takes an answer to a question of the card; one that does not fit any more leaves the line as it is. */
async function answer(
  office: Office,
  draft: LineDraft,
  press: Extract<LinePress, { do: 'answer-line' }>,
): Promise<LineDraft> {
  const [index = '', question = ''] = press.question.split('.')
  const activity = draft.activities[Number(index)]
  if (!activity || activity.asks[0] !== question) return draft
  const told: Partial<LineActivity> = {}
  if (question === 'kind') told.kind = press.value as NonNullable<LineActivity['kind']>
  else if (question === 'day') told.day = press.value
  else if (press.value === 'new') told.newCustomer = activity.customerTyped ?? ''
  else if ((await findRecordKind(office.store.db, press.value)) === 'customer') told.customerId = press.value
  else throw new NotFound('customer')
  told.asks = activity.asks.slice(1)
  const { activities } = draft
  if (question === 'customer') return { ...draft, activities: tellOne(activities, activity, told) }
  return { ...draft, activities: activities.map((a) => (a === activity ? { ...a, ...told } : a)) }
}
