import { groupBy } from '../../store/duties/group-by.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import { nameSkeleton } from '../../text/look-alikes.ts'

/** An account that nobody has been linked to yet, and the one colleague of its name. */
export interface Namesake {
  platformUserId: string
  displayName: string
  personId: string
  teamId: string
  teamName: string
}

export const nameKey = (name: string) =>
  nameSkeleton(name.normalize('NFKC').replace(/\s+/g, '').toLowerCase())

/**
 * Colleagues without an account on the platform whose name exactly one of its unlinked accounts bears. Where two share
 * a name on either side nobody can tell who is who. Sorted, so that the same state gives the same list.
 */
export async function findNamesakes(
  tx: Tx,
  { platform, workspace }: { platform: string; workspace: string },
): Promise<Namesake[]> {
  const accounts = await tx.identity.findMany({ where: { platform, workspace, personId: null } })
  if (accounts.length === 0) return []
  const { teams } = await readTeamTree(tx)
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]))
  const people = await tx.person.findMany({
    where: { isActive: true },
    select: { id: true, name: true, teamId: true, identities: { where: { platform } } },
  })
  const byName = groupBy(people, ({ name }) => nameKey(name))
  return [...groupBy(accounts, ({ displayName }) => nameKey(displayName))]
    .flatMap(([name, [account, ...namesakes]]): Namesake[] => {
      const [person, ...others] = byName.get(name) ?? []
      const isSure = account && person && namesakes.length + others.length + person.identities.length === 0
      if (!isSure) return []
      const { id: personId, teamId } = person
      const teamName = teamNames.get(teamId) ?? ''
      const { platformUserId, displayName } = account
      return [{ platformUserId, displayName, personId, teamId, teamName }]
    })
    .sort((a, b) => (a.platformUserId < b.platformUserId ? -1 : 1))
}
