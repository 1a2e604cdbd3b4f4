import type { Role } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Policy } from '../../policy/schema.ts'
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
export function measuredRoles(policy: Policy): Role[] {
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
  const rows = await db.person.findMany({
    where: {
      isActive: true,
      grants: { some: { role: { in: roles } } },
      ...(teamIds ? { teamId: { in: [...teamIds] } } : {}),
    },
    include: { grants: { select: { role: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap(({ grants, ...person }) => {
    const role = roles.find((wanted) => grants.some((grant) => grant.role === wanted))
    if (!role) return []
    return [
      {
        personId: person.id,
        name: person.name,
        teamId: person.teamId,
        language: person.language as Language,
        zone: person.zone,
        sinceDay: localOf(person.createdAt, policy.zone).day,
        isRegisteredRep: person.isRegisteredRep,
        role,
      },
    ]
  })
}
