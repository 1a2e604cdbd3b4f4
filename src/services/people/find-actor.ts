import type { Actor, Role } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Tx } from '../../store/open-store.ts'
import { findPersonWithGrants, readTeamTree, type TeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'

/** The person as one who acts; undefined when gone or no longer active. */
export const findActor = async (office: Office, personId: string): Promise<Actor | undefined> =>
  findActorIn(office, office.store.db, personId, await readTeamTree(office.store.db))

export async function findActorIn(
  office: Office,
  db: Tx,
  personId: string,
  tree: TeamTree,
): Promise<Actor | undefined> {
  const today = localOf(office.clock.now(), office.policies.current().zone).day
  const found = await findPersonWithGrants(db, personId, today)
  if (!found?.person.isActive) return undefined
  const { person, own, lent } = found
  return {
    personId: person.id,
    name: person.name,
    language: person.language as Language,
    zone: person.zone,
    teamId: person.teamId,
    grants: [
      ...own.map((g) => ({ role: g.role as Role, teamIds: tree.below(g.teamId) })),
      ...lent.map((g) => ({ role: g.role as Role, teamIds: tree.below(g.teamId), onBehalfOf: g.personId })),
    ],
  }
}
