import { periodOf } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { readTeamTree } from '../../store/people.ts'
import { buildTeamDigest, listMissing } from '../digests/team-digest-card.ts'
import { readTeamNumbers } from '../digests/team-numbers.ts'
import { readBoardPeople } from '../metrics/board-people.ts'
import { findLedTeams } from '../people/led-teams.ts'
import { periodLabel } from '../records/period-label.ts'
import type { HomeParts } from './pages.ts'

/** For whoever leads: their people's week as it stands, in the words of Friday's digest, and who has not filed. */
export async function teamSection({ office, actor }: HomeParts): Promise<HomeSection | undefined> {
  const teamIds = findLedTeams(actor)
  if (teamIds.length === 0) return undefined
  const { db } = office.store
  const policy = office.policies.current()
  const people = await readBoardPeople(db, policy, teamIds)
  const led = people.filter((person) => person.personId !== actor.personId)
  if (led.length === 0) return undefined
  const now = office.clock.now()
  const { language } = actor
  const week = periodOf(localOf(now, policy.zone).day, 'week')
  const tree = await readTeamTree(db)
  const words = {
    language,
    periodKey: week.key,
    policy,
    teamNames: new Map(tree.teams.map((team) => [team.id, team.name])),
  }
  const numbers = await readTeamNumbers(db, led, teamIds, week, policy, now)
  const { facts = [] } = buildTeamDigest(numbers, words)
  const t = speak(language)
  return {
    id: 'team',
    heading: t('home.team', { period: periodLabel(week.key, language) }),
    text: facts.map(({ label, value }) => t('home.teamFact', { label, value })).join('\n'),
    items: listMissing(numbers, words).map((title) => ({ title: t('home.notFiled', { names: title }) })),
  }
}
