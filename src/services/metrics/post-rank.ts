import type { Actor } from '../../access/actor.ts'
import { periodOf } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import type { Telling } from '../tell.ts'
import { boardPictureName, buildBoardCard, buildOwnCard } from './board-card.ts'
import { type BoardWords, toBoardPicture } from './board-picture.ts'
import { groupOf } from './post-leaderboards.ts'
import { readLeaderboard } from './read-leaderboard.ts'
import { teamsBeside } from './team-channels.ts'
import { tellOnce, wasTold } from './tell-once.ts'
import { tryPicture } from './try-picture.ts'

/**
 * Answers "where do I stand": the board of those who share the actor's channel as it stands now, with its picture,
 * and for who is measured their own line with its reasons. By DM; the same delivery twice is answered once.
 */
export async function postRank(
  office: Office,
  actor: Actor,
  { platform, deliveryId }: { platform: string; deliveryId: string },
): Promise<void> {
  const boardKey = `rank:${deliveryId}:board`
  if (await wasTold(office.store.db, boardKey)) return
  const { policy } = office.policies.now()
  const tree = await readTeamTree(office.store.db)
  const teamIds = teamsBeside(policy, tree, actor.teamId, platform)
  const period = periodOf(localOf(office.clock.now(), policy.zone).day, policy.leaderboard.cadence)
  const board = await readLeaderboard(office, teamIds, period)
  const own = board.scores.find(({ person }) => person.personId === actor.personId)
  // One's own kind first; who is not measured looks at the largest group.
  const largest = board.groups.toSorted((a, b) => b.rows.length - a.rows.length)[0]
  const shown = groupOf(board, actor.personId) ??
    board.groups.find((group) => group.role === own?.person.role) ??
    largest ?? { role: 'rep', rows: [], improved: [], before: new Map() }
  const teams = new Set(board.scores.map(({ person }) => person.teamId))
  const words: BoardWords = {
    language: actor.language,
    teamNames: new Map(tree.teams.flatMap((team) => (teams.has(team.id) ? [[team.id, team.name]] : []))),
    policy,
    hasSeveralGroups: board.groups.length > 1,
  }
  const picture = await tryPicture(office, boardPictureName, {
    kind: 'leaderboard',
    input: toBoardPicture(shown, period.key, words),
  })
  const to = { personId: actor.personId }
  const tellings: Telling[] = [
    {
      platform,
      to,
      card: buildBoardCard(shown, period.key, words, picture !== undefined),
      dedupeKey: boardKey,
      ...(picture ? { picture } : {}),
    },
    ...(own
      ? [
          {
            platform,
            to,
            card: buildOwnCard(own, groupOf(board, actor.personId), period.key, policy),
            dedupeKey: `rank:${deliveryId}:own`,
          },
        ]
      : []),
  ]
  await tellOnce(office, tellings)
}
