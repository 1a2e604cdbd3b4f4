import { periodOf } from '../../calendar/periods.ts'
import { slotKeyOf } from '../../calendar/slots.ts'
import { localOf } from '../../calendar/zones.ts'
import { readTeamTree } from '../../store/people.ts'
import { readBoardPeople } from '../metrics/board-people.ts'
import { listTeamChannels } from '../metrics/team-channels.ts'
import { tellOnce, wasTold } from '../metrics/tell-once.ts'
import type { Office } from '../office.ts'
import type { Telling } from '../tell.ts'
import { buildTeamDetails, buildTeamDigest, type DigestWords } from './team-digest-card.ts'
import { readTeamNumbers } from './team-numbers.ts'

/**
 * One digest a team channel with the details in its thread, whatever period the policy wants. Once a slot, however
 * often it is run; a channel whose teams have nobody to report on stays quiet.
 */
export async function postTeamDigests(office: Office, slot: Date): Promise<number> {
  const { policy } = office.policies.now()
  const { db } = office.store
  const settings = policy.digests.team
  const period = periodOf(localOf(slot, policy.zone).day, settings.period)
  const people = await readBoardPeople(db, policy)
  const tree = await readTeamTree(db)
  const words: DigestWords = {
    language: policy.language,
    periodKey: period.key,
    policy,
    teamNames: new Map(tree.teams.map((team) => [team.id, team.name])),
  }
  const slotKey = `team-digest:${slotKeyOf(slot)}`
  let posted = 0
  for (const { platform, channel, teamIds } of await listTeamChannels(db, policy)) {
    const dedupeKey = `${slotKey}:${platform}:${channel}`
    const own = people.filter((person) => teamIds.includes(person.teamId))
    if (own.length === 0 || (await wasTold(db, dedupeKey))) continue
    const numbers = await readTeamNumbers(db, own, teamIds, period, policy, slot)
    const digest = buildTeamDigest(numbers, words)
    const details = buildTeamDetails(numbers, words)
    const to = { channel }
    const tellings: Telling[] =
      details && settings.detailsInThread
        ? [
            { platform, to, card: digest, dedupeKey, slotKey },
            { platform, to, card: details, dedupeKey: `${dedupeKey}:details`, threadOf: slotKey },
          ]
        : [
            {
              platform,
              to,
              card: { ...digest, ...(details?.sections ? { sections: details.sections } : {}) },
              dedupeKey,
              slotKey,
            },
          ]
    if ((await tellOnce(office, tellings)) > 0) posted += 1
  }
  return posted
}
