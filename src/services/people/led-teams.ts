import type { Actor } from '../../access/actor.ts'

/** Teams whose people somebody leads in their own right; standing in for a colleague makes their people nobody else's. */
export function findLedTeams(manager: Actor): string[] {
  const held = manager.grants.filter(
    ({ role, onBehalfOf }) => onBehalfOf === undefined && (role === 'supervisor' || role === 'director'),
  )
  return [...new Set(held.flatMap((grant) => grant.teamIds))]
}
