import type { Actor } from '../../access/actor.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { readPersonNames } from '../../store/people.ts'
import { findAnswerer } from '../../workflow/workflow.ts'
import { nameAwaited, shortAwaited, whenAwaited } from './name-awaited.ts'
import { type HomeParts, pageOf } from './pages.ts'
import { type Awaited, awaitedAtMost, readAwaited } from './read-awaited.ts'
import { whenWords } from './when-words.ts'

const id = 'approvals'

export async function approvalsSection({
  office,
  actor,
  pages,
}: HomeParts): Promise<HomeSection | undefined> {
  const { db } = office.store
  const t = speak(actor.language)
  const awaited = await readAwaited(db, actor)
  if (awaited.length === 0) {
    const decides = actor.grants.some((grant) => grant.role !== 'rep')
    return decides ? { id, heading: t('home.approvals'), text: t('home.noApprovals'), items: [] } : undefined
  }
  const page = pageOf(pages, id, awaited.length)
  const shown = awaited.slice(page.skip, page.skip + page.take)
  const names = await readPersonNames(
    db,
    shown.map((record) => record.ownerId),
  )
  const count = awaited.length
  return {
    id,
    heading: t('home.approvals'),
    text: t(count < awaitedAtMost ? 'home.waiting' : 'home.waitingMany', { count }),
    items: shown.map((record) => ({
      ...describeAwaited(record, actor, names, office.clock.now()),
      buttons: [
        {
          label: t('home.open'),
          short: shortAwaited(record, names.get(record.ownerId) ?? '', actor.language),
          press: { do: 'show', recordId: record.id },
        },
      ],
    })),
    ...page.shown,
  }
}

function describeAwaited(
  record: Awaited,
  { language, zone }: Actor,
  names: ReadonlyMap<string, string>,
  now: Date,
): { title: string; detail: string } {
  const t = speak(language)
  const { actions, states } = record.type.texts[language]
  // What is to be decided is not named by the one decision that leads on.
  const isToDecide = findAnswerer(record.type.workflow, record.status) !== undefined
  const waitsFor = isToDecide ? states[record.status] : actions[record.action]
  const period = whenAwaited(record, language)
  const since = t('home.since', { when: whenWords(record.statusAt, now, zone, language) })
  return {
    title: nameAwaited(record, names.get(record.ownerId) ?? t('cards.unnamed'), language),
    detail: [waitsFor ?? record.action, ...(period ? [period] : []), since].join(' · '),
  }
}
