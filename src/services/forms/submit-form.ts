import type { Actor } from '../../access/actor.ts'
import { AppError, SentBefore, ValidationError } from '../../errors.ts'
import type { Answers } from '../../fields/field.ts'
import { type Card, cardToText } from '../../forms/card.ts'
import type { FormPurpose } from '../../forms/form.ts'
import { formFields } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { findEdit } from '../../workflow/workflow.ts'
import { finishLine } from '../activity/finish-line.ts'
import { lineSubmissionKey } from '../activity/line-draft.ts'
import type { Office } from '../office.ts'
import { changeRecord } from '../records/change-record.ts'
import { explainOvertaken } from '../records/explain-overtaken.ts'
import { fileRecord } from '../records/file-record.ts'
import { getRecord } from '../records/get-record.ts'
import { buildOutcome, type Done } from '../records/outcome.ts'
import { addNamed } from './add-named.ts'
import { deleteDraft, saveDraft } from './drafts.ts'

export interface SubmitFormInput {
  purpose: FormPurpose
  answers: Answers
  /** The platform's own id of this submission; the same twice is one record. */
  submissionKey: string
  platform: string
  /**
   * The same key with other content: `edit` where the form itself stays open until it is answered, so that it can only
   * be a correction of what was just filed. Refused otherwise.
   */
  resent?: 'edit'
}

export interface Submitted {
  recordId: string
  /** What came of it, in short. */
  outcome: Card
  /** The same as text. */
  text: string
}

/**
 * Files, edits or acts, as the form's purpose says. However it fails, what was typed is kept as a draft, so that
 * none of it is lost.
 * @throws ValidationError, NotPermitted, NotFound, InvalidTransition, StaleRevision, Conflict, SentBefore
 */
export async function submitForm(office: Office, actor: Actor, input: SubmitFormInput): Promise<Submitted> {
  try {
    const record = await save(office, actor, input)
    await deleteDraft(office.store.db, actor, input.purpose)
    if (input.purpose.kind === 'file' && input.purpose.line)
      await finishLine(office, actor, input.purpose.line, record.id)
    const type = getRecordType(record.type)
    const outcome = await buildOutcome(office, actor, { type, record }, doneBy(input.purpose))
    return { recordId: record.id, outcome, text: cardToText(outcome) }
  } catch (error) {
    await saveDraft(office, actor, input).catch((failure: unknown) => {
      // The first failure is the one to be told; this one may hold an answer in its text.
      const fault = failure instanceof Error ? failure.name : 'unknown'
      office.log.error({ fault, type: input.purpose.type }, 'a draft could not be saved')
    })
    throw error
  }
}

function doneBy(purpose: FormPurpose): Done {
  if (purpose.kind === 'file') return { filed: true }
  return purpose.kind === 'edit' ? { edited: true } : { action: purpose.action }
}

async function save(
  office: Office,
  actor: Actor,
  { purpose, answers: given, submissionKey, platform, resent }: SubmitFormInput,
): Promise<StoredRecord> {
  const fields = formFields(getRecordType(purpose.type), purpose)
  const answers = await addNamed(office, actor, fields, given, { submissionKey, platform })
  if (purpose.kind !== 'file') {
    const { recordId, revision, action } = purpose
    return explainOvertaken(office, actor, recordId, () =>
      changeRecord(office, actor, { recordId, revision, action, answers, platform }),
    )
  }
  const { type, periodKey, line } = purpose
  const period = periodKey === undefined ? {} : { periodKey }
  // The line's card and its correction are one submission, whichever comes first.
  const key = line ? lineSubmissionKey(line) : submissionKey
  try {
    return await fileRecord(office, actor, { type, ...period, answers, submissionKey: key, platform })
  } catch (error) {
    if (!(error instanceof SentBefore) || !(line || resent === 'edit')) throw error
    return correctSent(office, actor, { type, answers, platform }, error)
  }
}

/** Edits what was just filed, where the person may; what they typed is refused otherwise, as it was. */
async function correctSent(
  office: Office,
  actor: Actor,
  { type, answers, platform }: { type: string; answers: Answers; platform: string },
  before: SentBefore,
): Promise<StoredRecord> {
  const { recordId, revision, sent } = before
  const { record } = await getRecord(office.store.db, actor, recordId)
  const action = findEdit(getRecordType(type).workflow, record.status)
  if (!before.isCorrection || action === undefined) throw before
  try {
    return await changeRecord(office, actor, { recordId, revision, action, answers, platform, sent })
  } catch (error) {
    throw error instanceof ValidationError || !(error instanceof AppError) ? error : before
  }
}
