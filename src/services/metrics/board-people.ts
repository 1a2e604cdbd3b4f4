import type { Role } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Policy } from '../../policy/schema.ts'
import { readMeasuredPeople } from '../../store/metrics/measured-people.ts'
import type { Tx } from '../../store/open-store.ts'

/** Somebody whose work is measured: who owes what the policy asks of their role. */
export interface BoardPerson {
  personId: string
  name: string
  teamId: string
  language: Language
  zone: string
  /** The company's day on which they joined; nothing is asked of the days before. */
  sinceDay: string
  isRegisteredRep: boolean
  /** Those who do the same work are compared with one another. */
  role: Role
}

/** The roles of which the policy asks anything, those with more to answer for first. */
function measuredRoles(policy: Policy): Role[] {
  const asked = new Set(Object.values(policy.duties).flatMap((duty) => duty.who))
  const byRank: readonly Role[] = ['director', 'supervisor', 'clerk', 'reception', 'finance', 'admin', 'rep']
  return byRank.filter((role) => asked.has(role))
}

/** Everybody measured, or those of some teams; by name. */
export async function readBoardPeople(
  db: Tx,
  policy: Policy,
  teamIds?: readonly string[],
): Promise<BoardPerson[]> {
  const roles = measuredRoles(policy)
  const people = new Map<string, BoardPerson>()
  for (const row of await readMeasuredPeople(db, roles, teamIds)) {
    const known = people.get(row.id)
    const role = row.role as Role
    // Who holds several roles is measured in the one with most to answer for.
    if (known && roles.indexOf(known.role) <= roles.indexOf(role)) continue
    people.set(row.id, {
      personId: row.id,
      name: row.name,
      teamId: row.teamId,
      language: row.language as Language,
      zone: row.zone,
      sinceDay: localOf(row.createdAt, policy.zone).day,
      isRegisteredRep: row.isRegisteredRep,
      role,
    })
  }
  return [...people.values()]
}
