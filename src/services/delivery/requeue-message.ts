import { type Actor, teamsOfRole } from '../../access/actor.ts'
import { NotFound, NotPermitted } from '../../errors.ts'
import { requeueMessage as requeue } from '../../store/dead-messages.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'

/**
 * Gives a message that was given up another chance.
 * @throws NotPermitted for anybody but an administrator, NotFound when it is not a dead letter of their teams (any more)
 */
export async function requeueMessage(
  office: Office,
  actor: Actor,
  input: { outboxId: string },
): Promise<void> {
  const teamIds = teamsOfRole(actor, 'admin')
  if (teamIds.length === 0) throw new NotPermitted('requeue a message')
  const id = Number(input.outboxId)
  await office.store.transaction(async (tx) => {
    const at = office.clock.now()
    if (!Number.isSafeInteger(id) || !(await requeue(office.store, tx, { id, teamIds, now: at })))
      throw new NotFound('message')
    await appendEvent(tx, {
      at,
      actorId: actor.personId,
      platform: 'admin',
      kind: 'outbox.requeued',
      subject: String(id),
      diff: {},
    })
  })
}
