import type { Actor } from '../../access/actor.ts'
import { anyOf, role, supervisor } from '../../access/permissions.ts'

/** Supervisors of the team and, where the ladder has got as far as them, directors; nobody about their own. */
const deciders = anyOf(supervisor, role('director'))

export function mayDecide(actor: Actor, duty: { personId: string; teamId: string }): boolean {
  return (
    actor.personId !== duty.personId &&
    deciders.allows(actor, { ownerId: duty.personId, teamId: duty.teamId })
  )
}
