import { type Actor, holdsRole } from '../../access/actor.ts'
import { showDay } from '../../fields/kinds/dates.ts'
import type { Home, HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { readMeter } from '../metrics/read-meter.ts'
import { describeProgress } from '../metrics/read-progress.ts'
import { type Office, todayOf } from '../office.ts'
import { approvalsSection } from './approvals-section.ts'
import { draftsSection } from './drafts-section.ts'
import { dutiesSection } from './duties-section.ts'
import { filingSection } from './filing-section.ts'
import type { HomeParts, Pages } from './pages.ts'
import { returnedSection } from './returned-section.ts'
import { teamSection } from './team-section.ts'
import { undeliveredSection } from './undelivered-section.ts'

/** What waits for the actor and how far they have got. A fixed number of queries, however large the team. */
export async function readHome(
  office: Office,
  actor: Actor,
  { pages = {} }: { pages?: Pages } = {},
): Promise<Home> {
  const parts: HomeParts = { office, actor, pages }
  const sections = await Promise.all([
    dutiesSection(parts),
    approvalsSection(parts),
    returnedSection(parts),
    draftsSection(parts),
    progressSection(parts),
    teamSection(parts),
    filingSection(parts),
    undeliveredSection(parts),
  ])
  const day = showDay(todayOf(office, actor), actor.language)
  return {
    greeting: speak(actor.language)('home.greeting', { name: actor.name, day }),
    sections: sections.filter((section) => section !== undefined),
  }
}

async function progressSection({ office, actor }: HomeParts): Promise<HomeSection | undefined> {
  if (!holdsRole(actor, 'rep', actor.teamId)) return undefined
  const t = speak(actor.language)
  const progress = await readMeter(office, actor)
  return {
    id: 'progress',
    heading: t('home.progress'),
    text: describeProgress(progress, actor.language).join('\n'),
    items: [],
  }
}
