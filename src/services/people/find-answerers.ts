import type { Role } from '../../access/actor.ts'
import type { Tx } from '../../store/open-store.ts'
import { findNearestHolders, type TeamTree } from '../../store/people.ts'

/** Who answers where nobody holds the role before: a supervisor's own leave, a director's. */
const line: readonly Role[] = ['supervisor', 'director', 'admin']

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
  const at = line.indexOf(role)
  for (const next of at < 0 ? [role] : line.slice(at)) {
    const ids = await findNearestHolders(tx, tree, next, teamId, today, except)
    if (ids.length > 0) return ids
  }
  return []
}
