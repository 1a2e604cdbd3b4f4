import type { Actor } from '../../access/actor.ts'
import type { Answers } from '../../fields/field.ts'
import type { Card } from '../../forms/card.ts'
import type { FormPurpose } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import { getRecordType } from '../../records/registry.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { finishLine } from '../activity/finish-line.ts'
import type { Office } from '../office.ts'
import { changeRecord } from '../records/change-record.ts'
import { describeStored } from '../records/describe-record.ts'
import { fileRecord } from '../records/file-record.ts'
import { deleteDraft, saveDraft } from './drafts.ts'

export interface SubmitFormInput {
  purpose: FormPurpose
  answers: Answers
  /** The platform's own id of this submission; the same twice is one record. */
  submissionKey: string
  platform: string
}

export interface Submitted {
  recordId: string
  card: Card
  /** One line that says what happened. */
  text: string
}

/**
 * Files, edits or acts, as the form's purpose says. However it fails, what was typed is kept as a draft, so that
 * none of it is lost.
 * @throws ValidationError, NotPermitted, NotFound, InvalidTransition, StaleRevision, Conflict
 */
export async function submitForm(office: Office, actor: Actor, input: SubmitFormInput): Promise<Submitted> {
  try {
    const record = await save(office, actor, input)
    await deleteDraft(office.store.db, actor, input.purpose)
    if (input.purpose.kind === 'file' && input.purpose.line)
      await finishLine(office, actor, input.purpose.line, record.id)
    const type = getRecordType(record.type)
    const card = await describeStored(office, actor, type, record)
    const state = type.texts[actor.language].states[record.status] ?? record.status
    return {
      recordId: record.id,
      card,
      text: speak(actor.language)('forms.saved', { number: record.number, state }),
    }
  } catch (error) {
    await saveDraft(office, actor, input).catch((failure: unknown) => {
      // The first failure is the one to be told; this one may hold an answer in its text.
      const fault = failure instanceof Error ? failure.name : 'unknown'
      office.log.error({ fault, type: input.purpose.type }, 'a draft could not be saved')
    })
    throw error
  }
}

function save(
  office: Office,
  actor: Actor,
  { purpose, answers, submissionKey, platform }: SubmitFormInput,
): Promise<StoredRecord> {
  if (purpose.kind === 'file') {
    const period = purpose.periodKey === undefined ? {} : { periodKey: purpose.periodKey }
    return fileRecord(office, actor, { type: purpose.type, ...period, answers, submissionKey, platform })
  }
  const { recordId, revision, action } = purpose
  return changeRecord(office, actor, { recordId, revision, action, answers, platform })
}
