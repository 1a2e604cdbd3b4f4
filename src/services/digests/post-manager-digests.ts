import type { Actor } from '../../access/actor.ts'
import { periodOf } from '../../calendar/periods.ts'
import { slotKeyOf } from '../../calendar/slots.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { HeatmapInput } from '../../pictures/heatmap-input.ts'
import { findReachableIdentities, readTeamTree, type TeamTree } from '../../store/people.ts'
import { type BoardPerson, readBoardPeople } from '../metrics/board-people.ts'
import { tellOnce, wasTold } from '../metrics/tell-once.ts'
import { tryPicture } from '../metrics/try-picture.ts'
import type { Office } from '../office.ts'
import { findActorIn } from '../people/find-actor.ts'
import { findLedTeams } from '../people/led-teams.ts'
import { periodLabel } from '../records/period-label.ts'
import type { Telling } from '../tell.ts'
import { describeForAlt, toHeatmaps } from './heatmap-pictures.ts'
import { buildManagerDigest, type ManagerWords } from './manager-digest-card.ts'
import { readManagerNumbers } from './manager-numbers.ts'

/**
 * Every supervisor's and director's own digest by DM, with the participation of their people as a picture (several
 * where they are many). Once a slot, however often it is run; who has nobody gets none.
 */
export async function postManagerDigests(office: Office, slot: Date): Promise<number> {
  const { policy } = office.policies.now()
  const { db } = office.store
  const tree = await readTeamTree(db)
  const people = await readBoardPeople(db, policy)
  const managers = await db.person.findMany({
    where: { isActive: true, grants: { some: { role: { in: ['supervisor', 'director'] } } } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const identities = await findReachableIdentities(
    db,
    managers.map((manager) => manager.id),
  )
  let posted = 0
  for (const { id } of managers) {
    const platform = identities.get(id)?.platform
    const manager = platform && (await findActorIn(office, db, id, tree))
    if (platform && manager && (await postDigest(office, slot, manager, platform, people, tree))) posted += 1
  }
  return posted
}

async function postDigest(
  office: Office,
  slot: Date,
  manager: Actor,
  platform: string,
  everybody: readonly BoardPerson[],
  tree: TeamTree,
): Promise<boolean> {
  const { policy } = office.policies.now()
  const key = `manager-digest:${slotKeyOf(slot)}:${manager.personId}`
  const teamIds = findLedTeams(manager)
  const people = everybody.filter(
    (person) => person.personId !== manager.personId && teamIds.includes(person.teamId),
  )
  if (people.length === 0 || (await wasTold(office.store.db, key))) return false
  const period = periodOf(localOf(slot, policy.zone).day, policy.digests.manager.period)
  const numbers = await readManagerNumbers(office, manager, people, teamIds, period, slot)
  const words: ManagerWords = {
    language: manager.language,
    policy,
    teamNames: new Map(tree.teams.map((team) => [team.id, team.name])),
  }
  const { pictures, ...shown } = toHeatmaps(numbers.participation, words)
  const cards = pictures.map(
    (_, index): Card =>
      index === 0
        ? buildManagerDigest(numbers, words, shown)
        : { title: partTitle(period.key, index + 1, pictures.length, words) },
  )
  const tellings: Telling[] = []
  for (const [index, card] of cards.entries()) {
    const dedupeKey = index === 0 ? key : `${key}:${index + 1}`
    const telling = { platform, to: { personId: manager.personId }, dedupeKey }
    tellings.push({ ...telling, ...(await withPicture(office, card, pictures[index], words)) })
  }
  return (await tellOnce(office, tellings)) > 0
}

const partTitle = (periodKey: string, part: number, parts: number, { language }: ManagerWords): string =>
  speak(language)('digests.managerPart', { period: periodLabel(periodKey, language), part, parts })

async function withPicture(
  office: Office,
  card: Card,
  input: HeatmapInput | undefined,
  { language }: ManagerWords,
): Promise<Pick<Telling, 'card' | 'picture'>> {
  if (!input) return { card }
  const name = 'participation.png'
  const alt = describeForAlt(input, language)
  const picture = await tryPicture(office, name, { kind: 'heatmap', input })
  // Without the picture its words stand in the card instead.
  if (!picture) return { card: { ...card, sections: [...(card.sections ?? []), { text: alt }] } }
  return { card: { ...card, picture: { name, alt } }, picture }
}
