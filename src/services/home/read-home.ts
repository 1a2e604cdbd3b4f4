import { type Actor, holdsRole } from '../../access/actor.ts'
import type { Home, HomeSection } from '../../forms/home.ts'
import { showDay } from '../../i18n/show-day.ts'
import { speak } from '../../i18n/translate.ts'
import { readMeter } from '../metrics/read-meter.ts'
import { describeProgress } from '../metrics/read-progress.ts'
import { type Office, todayOf } from '../office.ts'
import { accountsSection } from './accounts-section.ts'
import { appealsSection } from './appeals-section.ts'
import { approvalsSection } from './approvals-section.ts'
import { draftsSection } from './drafts-section.ts'
import { dutiesSection } from './duties-section.ts'
import { filingSection } from './filing-section.ts'
import type { HomeParts, Pages } from './pages.ts'
import { recentSection } from './recent-section.ts'
import { returnedSection } from './returned-section.ts'
import { teamSection } from './team-section.ts'
import { undeliveredSection, unreachableSection } from './undelivered-section.ts'

/**
 * What waits for the actor and how far they have got; where there is room, also what they filed last. A fixed number of
 * queries, however large the team.
 */
export async function readHome(
  office: Office,
  actor: Actor,
  { pages = {}, hasRoom = false }: { pages?: Pages; hasRoom?: boolean } = {},
): Promise<Home> {
  const parts: HomeParts = { office, actor, pages }
  const sections = await Promise.all([
    dutiesSection(parts),
    approvalsSection(parts),
    appealsSection(parts),
    accountsSection(parts),
    returnedSection(parts),
    draftsSection(parts),
    progressSection(parts),
    teamSection(parts),
    filingSection(parts),
    hasRoom ? recentSection(parts) : undefined,
    unreachableSection(parts),
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
