import { teamsOfRole } from '../../access/actor.ts'
import { personRefusals, refusalKinds } from '../../errors.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { countDeadMessages, listDeadMessages } from '../../store/dead-messages.ts'
import { type HomeParts, pageOf } from './pages.ts'

/** For administrators: messages that were given up because of whom they were for, apart from the rest. */
export const unreachableSection = (parts: HomeParts) => deadSection(parts, 'unreachable')

/** For administrators: all other messages to their teams and to channels that were given up. */
export const undeliveredSection = (parts: HomeParts) => deadSection(parts, 'undelivered')

/** Each with the reason, what to do about it where that is known, and another chance. What they said is not shown. */
async function deadSection(
  { office, actor, pages }: HomeParts,
  id: 'unreachable' | 'undelivered',
): Promise<HomeSection | undefined> {
  const teamIds = teamsOfRole(actor, 'admin')
  if (teamIds.length === 0) return undefined
  const of = { teamIds, refusals: personRefusals, isRefused: id === 'unreachable' }
  const count = await countDeadMessages(office.store, of)
  if (count === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, count)
  const dead = await listDeadMessages(office.store, of, { take, skip })
  const t = speak(actor.language)
  const people = await office.store.db.person.findMany({
    where: { id: { in: dead.map(({ target }) => personIn(target)) } },
  })
  const names = new Map(people.map((p) => [p.id, p.name]))
  return {
    id,
    heading: t(`home.${id}`),
    items: dead.map(({ id: outboxId, platform, target, error, refusal }) => {
      const kind = refusalKinds.find((each) => each === refusal)
      return {
        title: t('home.undeliveredWhy', {
          platform,
          target: names.get(personIn(target)) ?? target.replace(/^channel:/, ''),
          error: error ?? '',
        }),
        ...(kind ? { detail: t(`refusals.${kind}`) } : {}),
        buttons: [{ label: t('home.sendAgain'), press: { do: 'requeue', outboxId: String(outboxId) } }],
      }
    }),
    ...shown,
  }
}

const personIn = (target: string): string => target.replace(/^person:/, '')
