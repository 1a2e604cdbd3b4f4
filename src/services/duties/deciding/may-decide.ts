import type { Actor } from '../../../access/actor.ts'
import { anyOf, decider, supervisor } from '../../../access/permissions.ts'

/** Supervisors of the team and, where the ladder has got as far as them, directors; nobody about their own. */
const deciders = anyOf(supervisor, decider('director'))

export const mayDecide = (actor: Actor, duty: { personId: string; teamId: string }): boolean =>
  deciders.allows(actor, { ownerId: duty.personId, teamId: duty.teamId })
