import type { Role } from '../access/actor.ts'
import type { Tx } from './open-store.ts'

export type TeamRow = NonNullable<Awaited<ReturnType<Tx['team']['findUnique']>>>

/** The organisation as a tree; small enough to be read whole wherever it is needed. */
export interface TeamTree {
  teams: readonly TeamRow[]
  /** The team and everything below it. */
  below(teamId: string): string[]
  /** The team and everything above it, nearest first. */
  above(teamId: string): string[]
}

export async function readTeamTree(db: Tx): Promise<TeamTree> {
  const teams = await db.team.findMany({ orderBy: { name: 'asc' } })
  const byId = new Map(teams.map((t) => [t.id, t]))
  const below = (id: string): string[] => {
    const children = teams.filter((t) => t.parentId === id)
    return [id, ...children.flatMap((child) => below(child.id))]
  }
  const above = (id: string): string[] => {
    const parent = byId.get(id)?.parentId
    return [id, ...(parent ? above(parent) : [])]
  }
  return { teams, below, above }
}

/** A person with what they may do today: their own grants and those of whom they stand in for. */
export async function findPersonWithGrants(db: Tx, personId: string, today: string) {
  const person = await db.person.findUnique({ where: { id: personId }, include: { grants: true } })
  if (!person) return undefined
  const standIns = await db.delegate.findMany({
    where: { delegateId: personId, fromDay: { lte: today }, toDay: { gte: today } },
  })
  // Who has left has nothing to lend.
  const lent = await db.roleGrant.findMany({
    where: { personId: { in: standIns.map((s) => s.personId) }, person: { isActive: true } },
  })
  return { person, own: person.grants, lent }
}

/**
 * Those who hold `role` closest to the team: its own, else those of the nearest team above that has any. People
 * who stand in today come along.
 */
export async function findNearestHolders(
  db: Tx,
  tree: TeamTree,
  role: Role,
  teamId: string,
  today: string,
  except: string | readonly string[] = [],
): Promise<string[]> {
  const line = tree.above(teamId)
  const excepted = [except].flat()
  const grants = await db.roleGrant.findMany({
    where: { role, teamId: { in: line }, person: { isActive: true } },
  })
  for (const level of line) {
    const holders = grants
      .filter((g) => g.teamId === level && !excepted.includes(g.personId))
      .map((g) => g.personId)
    if (holders.length === 0) continue
    const standIns = await db.delegate.findMany({
      where: {
        personId: { in: holders },
        fromDay: { lte: today },
        toDay: { gte: today },
        delegateId: { notIn: excepted },
      },
    })
    return [...new Set([...holders, ...standIns.map((s) => s.delegateId)])]
  }
  return []
}

/** The identity through which a person is reached: of several, the one used last. */
export async function findReachableIdentities(db: Tx, personIds: readonly string[], notBy?: string) {
  const identities = await db.identity.findMany({
    where: { personId: { in: [...personIds] }, ...(notBy === undefined ? {} : { platform: { not: notBy } }) },
    orderBy: { updatedAt: 'asc' },
  })
  return new Map(identities.map((i) => [i.personId as string, i]))
}

/** Names to show for ids, by what they are ids of. */
export async function readPersonNames(db: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  })
  return new Map(people.map((p) => [p.id, p.name]))
}
