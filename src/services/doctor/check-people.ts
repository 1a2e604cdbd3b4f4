import { isZone } from '../../calendar/zones.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Store } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import { type Finding, ill, well } from './finding.ts'

/** How many names a line holds; the rest are counted. */
const namedAtMost = 5

/** Whether everybody can be reached, decided about and administered. */
export async function checkPeople(store: Store, t: Translate): Promise<Finding[]> {
  const { db } = store
  const people = await db.person.findMany({ where: { isActive: true }, orderBy: { name: 'asc' } })
  if (people.length === 0) return [ill(t('doctor.people.none'), t('doctor.people.mendNone'))]
  const linked = await db.identity.findMany({
    where: { personId: { not: null } },
    select: { personId: true },
  })
  const grants = await db.roleGrant.findMany({
    where: { role: { in: ['supervisor', 'admin'] }, person: { isActive: true } },
  })
  const reachable = new Set(linked.map((identity) => identity.personId))
  const tree = await readTeamTree(db)
  const supervised = new Set(grants.flatMap((g) => (g.role === 'supervisor' ? tree.below(g.teamId) : [])))
  const reps = await db.roleGrant.findMany({ where: { role: 'rep', person: { isActive: true } } })
  const teamsOfReps = new Set(
    people.filter((p) => reps.some((r) => r.personId === p.id)).map((p) => p.teamId),
  )
  const found = (ids: readonly { name: string }[], what: 'unlinked' | 'unsupervised' | 'badZone'): Finding =>
    ids.length === 0
      ? well(t(`doctor.people.${what}.none`))
      : ill(
          t(`doctor.people.${what}.some`, { count: ids.length, names: listNames(ids) }),
          t(`doctor.people.${what}.mend`),
        )
  const admins = new Set(grants.flatMap((g) => (g.role === 'admin' ? [g.personId] : [])))
  const isDeaf = admins.size > 0 && [...admins].every((id) => !reachable.has(id))
  return [
    admins.size > 0
      ? well(t('doctor.people.count', { people: people.length, teams: tree.teams.length }))
      : ill(t('doctor.people.noAdmin'), t('doctor.people.mendNoAdmin')),
    // Others are linked by an administrator; nobody is there yet to link the first one.
    ...(isDeaf
      ? [
          ill(
            t('doctor.people.deafAdmins', { names: listNames(people.filter((p) => admins.has(p.id))) }),
            t('doctor.people.mendDeafAdmins'),
          ),
        ]
      : []),
    found(
      people.filter((p) => !reachable.has(p.id)),
      'unlinked',
    ),
    found(
      tree.teams.filter((team) => teamsOfReps.has(team.id) && !supervised.has(team.id)),
      'unsupervised',
    ),
    found(
      people.filter((p) => !isZone(p.zone)),
      'badZone',
    ),
  ]
}

const listNames = (all: readonly { name: string }[]): string =>
  all
    .slice(0, namedAtMost)
    .map(({ name }) => name)
    .join(', ') + (all.length > namedAtMost ? ' …' : '')
