import type { Actor } from '../../access/actor.ts'
import { getAction } from '../../workflow/workflow.ts'
import type { Office } from '../office.ts'
import { getRecord } from './get-record.ts'
import { refuseTooEarly } from './refuse-too-early.ts'

/**
 * Whether an action on a card can still be taken, for whoever asks first whether it is meant: nobody is asked about what
 * cannot be. False for a card that has aged, which `pressAction` answers with how things stand.
 * @throws NotFound, NotPermitted, and Conflict for what is too early
 */
export async function isPressable(
  office: Office,
  actor: Actor,
  { recordId, revision, action }: { recordId: string; revision: number; action: string },
): Promise<boolean> {
  const { type, record } = await getRecord(office.store.db, actor, recordId)
  const isCurrent = record.revision === revision
  if (!isCurrent || !type.workflow.actions[action]?.from.includes(record.status)) return false
  getAction(type.workflow, action, record.status, actor, record)
  refuseTooEarly(office, actor, { type, record }, action)
  return true
}
