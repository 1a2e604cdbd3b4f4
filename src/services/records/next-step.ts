import type { Actor, Subject } from '../../access/actor.ts'
import { actionFields, type RecordType } from '../../records/record-type.ts'
import type { Action } from '../../workflow/workflow.ts'

/** The steps that carry a record on: those its workflow marks as primary. */
export const leadingSteps = (type: RecordType): { id: string; action: Action }[] =>
  Object.entries(type.workflow.actions).flatMap(([id, action]) =>
    action.tone === 'primary' ? [{ id, action }] : [],
  )

/** The step that a record waits for and that is this person's to take; undefined where it waits for somebody else. */
export function findNextStep(
  type: RecordType,
  record: Subject & { status: string; sealed: ReadonlySet<string> },
  actor: Actor,
): string | undefined {
  return leadingSteps(type).find(
    ({ id, action }) =>
      action.from.includes(record.status) && action.by.allows(actor, record) && !isTaken(type, id, record),
  )?.id
}

/** A step that leaves the state as it is has been taken once its sealed answers are there. */
export function isTaken(
  type: RecordType,
  action: string,
  { status, sealed }: { status: string; sealed: ReadonlySet<string> },
): boolean {
  if (type.workflow.actions[action]?.to !== status) return false
  const required = Object.entries(actionFields(type, action)).filter(([, field]) => field.required)
  return required.every(([name]) => sealed.has(name))
}
