import type { Actor } from '../../access/actor.ts'
import { AppError, StaleRevision } from '../../errors.ts'
import type { Answers, Fields, Values } from '../../fields/field.ts'
import { toAnswers } from '../../fields/show-values.ts'
import { formFields, formKind, type RecordType } from '../../records/record-type.ts'
import { appendEvent } from '../../store/events.ts'
import { type RecordChange, type StoredRecord, updateRecord } from '../../store/records/records.ts'
import { getAction } from '../../workflow/workflow.ts'
import type { Office } from '../office.ts'
import { announceRecord } from './announce.ts'
import { diffValues } from './diff-values.ts'
import { monthOf } from './filing-period.ts'
import { getCreatedRecord, getRecord } from './get-record.ts'
import { readAnswers } from './read-answers.ts'
import { runRecordHooks } from './record-hooks.ts'
import { refuseTooEarly } from './refuse-too-early.ts'
import { sealAnswers } from './seal-answers.ts'
import { digestSent, readSent } from './sent.ts'

export interface ChangeRecordInput {
  recordId: string
  /** The revision that the person saw. */
  revision: number
  action: string
  answers: Answers
  platform: string
  /** It was pressed on a card of this platform. */
  pressedOn?: string
  /** By `digestSent`, where it first came as something else than a change. */
  sent?: string
}

/**
 * Takes an action on a record: an edit, an approval, a step. The same one sent again, for its answer was lost, changes
 * nothing more and is answered by the record.
 * @throws NotFound, NotPermitted, InvalidTransition, ValidationError
 * @throws StaleRevision when somebody was faster
 */
export async function changeRecord(
  office: Office,
  actor: Actor,
  input: ChangeRecordInput,
): Promise<StoredRecord> {
  const { recordId, revision, action, answers } = input
  const sent = input.sent ?? digestSent(office, { recordId, revision, action, answers })
  try {
    return await change(office, actor, input, sent)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { db } = office.store
    // A revision is left once: where this very change of it is in the history, it is no refusal.
    if (!(await readSent(db, actor, recordId)).includes(sent)) throw error
    return (await getRecord(db, actor, recordId)).record
  }
}

async function change(
  office: Office,
  actor: Actor,
  input: ChangeRecordInput,
  sent: string,
): Promise<StoredRecord> {
  const seen = await getRecord(office.store.db, actor, input.recordId)
  const { type } = seen
  const kind = formKind(type, input.action)
  const fields = formFields(type, { kind, action: input.action })
  // Checked before the answers are read, so that nobody learns of a form they may not fill in.
  getAction(type.workflow, input.action, seen.record.status, actor, seen.record)
  refuseTooEarly(office, actor, seen, input.action)
  if (seen.record.revision !== input.revision) throw new StaleRevision(input.revision, seen.record.revision)
  const values = await readAnswers(office, actor, type, fields, input.answers, { before: seen.record })
  return office.store.transaction(async (tx) => {
    const before = await getCreatedRecord(tx, type, input.recordId)
    const action = getAction(type.workflow, input.action, before.status, actor, before)
    const changed: RecordChange = {
      at: office.clock.now(),
      status: action.to,
      values: ownValues(type, values),
      ...periodOfDay(type, values),
      ...(type.workflow.states[action.to]?.isFinal ? { singleKey: null } : {}),
      ...(action.marks ? { mark: { step: action.marks, personId: actor.personId } } : {}),
    }
    if (!(await updateRecord(tx, type, before.id, input.revision, changed))) {
      throw new StaleRevision(input.revision, before.revision)
    }
    const sealed = await sealAnswers(office, tx, before.id, type.fields, values)
    const asked = askedAnswers(type, fields, values)
    await appendEvent(tx, {
      at: changed.at,
      actorId: actor.personId,
      platform: input.platform,
      kind: kind === 'edit' ? 'record.edited' : `record.act.${input.action}`,
      recordId: before.id,
      diff: {
        values: diffValues(type.fields, before.values, ownValues(type, values)),
        ...(Object.keys(asked).length > 0 ? { asked } : {}),
        ...(sealed.length > 0 ? { sealed } : {}),
        sent,
      },
    })
    const after = await runRecordHooks({
      office,
      tx,
      type,
      actor,
      action: input.action,
      before,
      after: await getCreatedRecord(tx, type, before.id),
    })
    await announceRecord(office, tx, type, after, {
      by: actor,
      action: input.action,
      before,
      ...(input.pressedOn ? { pressedOn: input.pressedOn } : {}),
    })
    return after
  })
}

/** A record that moves to a day of another month counts in that one. */
function periodOfDay(type: RecordType, values: Values): { periodKey?: string } {
  const periodKey = monthOf(type, values)
  return periodKey === undefined ? {} : { periodKey }
}

const ownValues = (type: RecordType, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(type.fields, name)))

/** What an action asked beyond the record's own fields; only the event keeps it. */
function askedAnswers(type: RecordType, fields: Fields, values: Values): Answers {
  const beyond = Object.entries(fields).filter(
    ([name, f]) => !Object.hasOwn(type.fields, name) && !f.sensitive,
  )
  return toAnswers(Object.fromEntries(beyond), values)
}
