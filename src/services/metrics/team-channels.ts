import { findChannel } from '../../policy/policy-settings.ts'
import type { Policy } from '../../policy/schema.ts'
import { groupBy } from '../../store/duties/group-by.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree, type TeamTree } from '../../store/people.ts'

/** A channel on a platform with the teams that are written to there. */
export interface TeamChannel {
  platform: string
  channel: string
  teamIds: readonly string[]
}

/** The teams that share a channel with this one; without a channel, the team and those below it. */
export function teamsBeside(policy: Policy, tree: TeamTree, teamId: string, platform: string): string[] {
  const channel = channelOf(policy, tree, teamId, platform)
  if (channel === null) return tree.below(teamId)
  return teamsOfChannel(policy, tree, channel, platform)
}

/** The teams that are written to in a channel. */
export const teamsOfChannel = (policy: Policy, tree: TeamTree, channel: string, platform: string): string[] =>
  tree.teams.flatMap((team) => (channelOf(policy, tree, team.id, platform) === channel ? [team.id] : []))

/** Every channel in use: on the platforms where any of its teams' people have an account. */
export async function listTeamChannels(db: Tx, policy: Policy): Promise<TeamChannel[]> {
  const tree = await readTeamTree(db)
  const accounts = await db.identity.findMany({
    where: { person: { is: { isActive: true } } },
    select: { platform: true, person: { select: { teamId: true } } },
  })
  const inUse = new Set(accounts.map(({ platform, person }) => `${platform} ${person?.teamId}`))
  const platforms = [...new Set(accounts.map(({ platform }) => platform))].toSorted()
  return platforms.flatMap((platform) => {
    const byChannel = groupBy(tree.teams, (team) => channelOf(policy, tree, team.id, platform))
    return [...byChannel].flatMap(([channel, teams]): TeamChannel[] => {
      if (channel === null || !teams.some((team) => inUse.has(`${platform} ${team.id}`))) return []
      return [{ platform, channel, teamIds: teams.map((team) => team.id) }]
    })
  })
}

function channelOf(policy: Policy, tree: TeamTree, teamId: string, platform: string): string | null {
  const keys = tree.above(teamId).flatMap((id) => tree.teams.find((team) => team.id === id)?.key ?? [])
  return findChannel(policy, keys, platform)
}
