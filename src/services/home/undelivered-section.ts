import { teamsOfRole } from '../../access/actor.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { countDeadMessages, listDeadMessages } from '../../store/dead-messages.ts'
import { type HomeParts, pageOf } from './pages.ts'

const id = 'undelivered'

/**
 * For administrators: messages to their teams that were given up, with the reason and another chance. What they said
 * is not shown.
 */
export async function undeliveredSection({
  office,
  actor,
  pages,
}: HomeParts): Promise<HomeSection | undefined> {
  const teamIds = teamsOfRole(actor, 'admin')
  if (teamIds.length === 0) return undefined
  const count = await countDeadMessages(office.store, teamIds)
  if (count === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, count)
  const dead = await listDeadMessages(office.store, teamIds, { take, skip })
  const t = speak(actor.language)
  const people = await office.store.db.person.findMany({
    where: { id: { in: dead.map(({ target }) => personIn(target)) } },
  })
  const names = new Map(people.map((p) => [p.id, p.name]))
  return {
    id,
    heading: t('home.undelivered'),
    items: dead.map(({ id: outboxId, platform, target, error }) => ({
      title: t('home.undeliveredWhy', {
        platform,
        target: names.get(personIn(target)) ?? target,
        error: error ?? '',
      }),
      buttons: [{ label: t('home.sendAgain'), press: { do: 'requeue', outboxId: String(outboxId) } }],
    })),
    ...shown,
  }
}

const personIn = (target: string): string => target.replace(/^person:/, '')
