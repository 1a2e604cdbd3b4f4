import { periodOf } from '../../calendar/periods.ts'
import { slotKeyOf } from '../../calendar/slots.ts'
import { localOf } from '../../calendar/zones.ts'
import { keepScores } from '../../store/metrics/kept-scores.ts'
import { findReachableIdentities, readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { type Telling, tell } from '../tell.ts'
import { boardPictureName, buildBoardCard, buildOwnCard } from './board-card.ts'
import { readBoardPeople } from './board-people.ts'
import { type BoardWords, toBoardPicture } from './board-picture.ts'
import type { BoardGroup } from './build-board.ts'
import { boardOf, type Leaderboard, rankedScores, readTwoPeriods } from './read-leaderboard.ts'
import type { PersonScore } from './read-scores.ts'
import { listTeamChannels, type TeamChannel, teamsBeside } from './team-channels.ts'
import { tellOnce, wasTold } from './tell-once.ts'
import { tryPicture } from './try-picture.ts'

/**
 * The board of every team channel with its picture, and each person's own line by DM. Run twice for one slot it says
 * nothing twice. A channel in which nobody has anything to show stays quiet.
 */
export async function postLeaderboards(
  office: Office,
  slot: Date,
): Promise<{ boards: number; ownLines: number }> {
  const { policy } = office.policies.now()
  const period = periodOf(localOf(slot, policy.zone).day, policy.leaderboard.cadence)
  const { db } = office.store
  const tree = await readTeamTree(db)
  const teamNames = new Map(tree.teams.map((team) => [team.id, team.name]))
  const read = await readTwoPeriods(office, await readBoardPeople(db, policy), period, slot)
  let boards = 0
  for (const place of await listTeamChannels(db, policy)) {
    const board = boardOf(office, read, place.teamIds)
    for (const group of board.groups) {
      if (await postBoard(office, slot, place, board, group, teamNames)) boards += 1
    }
  }
  const ranked = [...rankedScores(read.scores)].map(([personId, scoreBp]) => ({ personId, scoreBp }))
  await office.store.transaction((tx) => keepScores(tx, period.key, ranked))
  const identities = await findReachableIdentities(
    db,
    read.scores.map(({ person }) => person.personId),
  )
  const boardsRead = new Map<string, Leaderboard>()
  const lines = read.scores.flatMap((score): Telling[] => {
    const { person } = score
    const platform = identities.get(person.personId)?.platform
    if (!platform || !wantsLine(score)) return []
    const key = `${platform} ${person.teamId}`
    const board =
      boardsRead.get(key) ?? boardOf(office, read, teamsBeside(policy, tree, person.teamId, platform))
    boardsRead.set(key, board)
    return [
      {
        platform,
        to: { personId: person.personId },
        card: buildOwnCard(score, groupOf(board, person.personId), period.key, policy),
        dedupeKey: `leaderboard:${slotKeyOf(slot)}:${person.personId}`,
      },
    ]
  })
  return { boards, ownLines: await tellOnce(office, lines) }
}

/** Those on leave are left alone, and so is everybody of whom nothing was asked. */
const wantsLine = ({ facts, unranked }: PersonScore): boolean =>
  facts.worksOnLastDay && (unranked === null || unranked === 'nothing-yet')

export const groupOf = (board: Leaderboard, personId: string): BoardGroup | undefined =>
  board.groups.find((group) => group.rows.some(({ item }) => item.personId === personId))

async function postBoard(
  office: Office,
  slot: Date,
  { platform, channel }: TeamChannel,
  board: Leaderboard,
  group: BoardGroup,
  names: ReadonlyMap<string, string>,
): Promise<boolean> {
  const slotKey = `leaderboard:${slotKeyOf(slot)}:${group.role}`
  const dedupeKey = `${slotKey}:${platform}:${channel}`
  // A picture costs a second or two: none is drawn for what was posted already.
  if (group.rows.length === 0 || (await wasTold(office.store.db, dedupeKey))) return false
  const words = wordsOf(office, board, names)
  const periodKey = board.period.key
  const picture = await tryPicture(office, boardPictureName, {
    kind: 'leaderboard',
    input: toBoardPicture(group, periodKey, words),
  })
  const card = buildBoardCard(group, periodKey, words, picture !== undefined)
  return office.store.transaction((tx) =>
    tell(office, tx, {
      platform,
      to: { channel },
      card,
      dedupeKey,
      slotKey,
      ...(picture ? { picture } : {}),
    }),
  )
}

/** A channel is spoken to in the company's language. */
function wordsOf(office: Office, board: Leaderboard, names: ReadonlyMap<string, string>): BoardWords {
  const { policy } = office.policies.now()
  const teams = new Set(board.scores.map(({ person }) => person.teamId))
  return {
    language: policy.language,
    teamNames: new Map([...names].filter(([id]) => teams.has(id))),
    policy,
    hasSeveralGroups: board.groups.length > 1,
  }
}
