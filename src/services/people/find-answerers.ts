import type { Role } from '../../access/actor.ts'
import type { Tx } from '../../store/open-store.ts'
import { findNearestHolders, type TeamTree } from '../../store/people.ts'

const line: readonly Role[] = ['supervisor', 'director', 'admin']

/** Who answers as a role, in turn, where nobody holds those before: a supervisor's own leave, a director's. */
export function answerersInTurn(role: Role): readonly Role[] {
  const at = line.indexOf(role)
  return at < 0 ? [role] : line.slice(at)
}

/**
 * Those nearest to a team who answer as `role`, and who stand in for them; where there is nobody but `except`, those
 * next in line.
 */
export async function findAnswerers(
  tx: Tx,
  tree: TeamTree,
  role: Role,
  { teamId, today, except }: { teamId: string; today: string; except?: string | readonly string[] },
): Promise<string[]> {
  for (const next of answerersInTurn(role)) {
    const ids = await findNearestHolders(tx, tree, next, teamId, today, except)
    if (ids.length > 0) return ids
  }
  return []
}
