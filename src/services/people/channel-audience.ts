import { localOf } from '../../calendar/zones.ts'
import { findNearestHolders, readTeamTree } from '../../store/people.ts'
import { teamsOfChannel } from '../metrics/team-channels.ts'
import type { Office } from '../office.ts'

/** Who belongs into a channel that a platform lets us make, by their ids there. */
export interface Audience {
  /** The people of its teams who have an account, and the owner. */
  members: readonly string[]
  /** The supervisor who is nearest to the teams; absent where nobody is or has an account. */
  owner: string | undefined
  /** Those of `present` who have left, or moved to a team that is not written to there and lead none of those that are. */
  findLeavers(present: readonly string[]): Promise<readonly string[]>
}

/** The channel's people as they are now, by the policy in force. */
export async function readAudience(office: Office, platform: string, channel: string): Promise<Audience> {
  const { db } = office.store
  const { policy } = office.policies.now()
  const tree = await readTeamTree(db)
  const teamIds = teamsOfChannel(policy, tree, channel, platform)
  const people = await db.person.findMany({
    where: { teamId: { in: teamIds }, isActive: true },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  })
  const today = localOf(office.clock.now(), policy.zone).day
  const [first] = teamIds
  const leaders = first ? await findNearestHolders(db, tree, 'supervisor', first, today) : []
  const ids = [...new Set([...leaders.slice(0, 1), ...people.map(({ id }) => id)])]
  const identities = await db.identity.findMany({
    where: { platform, personId: { in: ids } },
    orderBy: { updatedAt: 'asc' },
  })
  // Of several accounts the one used last.
  const userIds = new Map(identities.map((identity) => [identity.personId, identity.platformUserId]))
  const members = ids.flatMap((id) => userIds.get(id) ?? [])
  const above = new Set(teamIds.flatMap((id) => tree.above(id)))
  return {
    members,
    owner: userIds.get(leaders[0] ?? null),
    findLeavers: async (present) => {
      const known = await db.identity.findMany({
        where: { platform, platformUserId: { in: [...present] }, person: { isNot: null } },
        select: {
          platformUserId: true,
          person: { select: { isActive: true, grants: { select: { teamId: true } } } },
        },
      })
      return known
        .filter(({ platformUserId }) => !members.includes(platformUserId))
        .filter(({ person }) => !person?.isActive || !person.grants.some((g) => above.has(g.teamId)))
        .map(({ platformUserId }) => platformUserId)
    },
  }
}
