import type { Actor } from '../../access/actor.ts'
import { InvalidTransition, NotPermitted, StaleRevision } from '../../errors.ts'
import type { Card } from '../../forms/card.ts'
import type { Form } from '../../forms/form.ts'
import { actionFields } from '../../records/record-type.ts'
import { openForm } from '../forms/open-form.ts'
import type { Office } from '../office.ts'
import { changeRecord } from './change-record.ts'
import { describeRecord } from './describe-record.ts'
import { getRecord } from './get-record.ts'
import { buildOutcome, sayOvertaken } from './outcome.ts'

export interface PressActionInput {
  recordId: string
  revision: number
  action: string
  platform: string
  /** Not pressed on the record's own card, which will have to be told of it. */
  isApart?: boolean
}

/**
 * `done`: with what came of it in short. `stale`: with who brought the record to where it stands. `secure`: the action
 * asks what may only be typed behind a login; the caller offers a link to its page, and says which action of which record
 * is taken there, in the actor's language.
 */
export type Pressed =
  | { kind: 'done'; card: Card; outcome: Card }
  | { kind: 'ask'; form: Form }
  | { kind: 'secure'; action: string; number: string }
  | { kind: 'stale'; card: Card; why: string }

/**
 * A button on a record's card. One that has aged, or that somebody else pressed first, changes nothing and shows
 * the present state.
 * @throws NotFound, and NotPermitted where the actor may not take the action in any state
 */
export async function pressAction(office: Office, actor: Actor, input: PressActionInput): Promise<Pressed> {
  const { type, record } = await getRecord(office.store.db, actor, input.recordId)
  const stale = async (): Promise<Pressed> => ({
    kind: 'stale',
    card: await describeRecord(office, actor, input),
    why: await sayOvertaken(office, actor, input),
  })
  if (record.revision !== input.revision) return stale()
  const action = type.workflow.actions[input.action]
  const asked = Object.values(action?.edits ? {} : actionFields(type, input.action))
  try {
    if (asked.some((field) => field.sensitive)) {
      if (!action?.by.allows(actor, record)) throw new NotPermitted(input.action)
      if (!action.from.includes(record.status)) return await stale()
      const label = type.texts[actor.language].actions[input.action] ?? input.action
      return { kind: 'secure', action: label, number: record.number }
    }
    if (action?.edits || asked.length > 0) {
      return {
        kind: 'ask',
        form: await openForm(office, actor, { kind: 'act', recordId: record.id, action: input.action }),
      }
    }
    const changed = await changeRecord(office, actor, {
      ...input,
      answers: {},
      ...(input.isApart ? {} : { pressedOn: input.platform }),
    })
    return {
      kind: 'done',
      card: await describeRecord(office, actor, input),
      outcome: await buildOutcome(office, actor, { type, record: changed }, input),
    }
  } catch (error) {
    if (error instanceof StaleRevision || error instanceof InvalidTransition) return stale()
    throw error
  }
}
