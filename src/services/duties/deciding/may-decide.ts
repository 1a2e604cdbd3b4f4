import type { Actor } from '../../../access/actor.ts'
import { superior } from '../../../access/permissions.ts'

/** Supervisors of the team and, where the ladder has got as far as them, directors; nobody about their own. */
export const mayDecide = (actor: Actor, duty: { personId: string; teamId: string }): boolean =>
  superior.allows(actor, { ownerId: duty.personId, teamId: duty.teamId })
