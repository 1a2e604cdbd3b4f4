import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { describeDuty, openDutiesOf, readOpenDuties } from './open-duties.ts'
import { type HomeParts, pageOf } from './pages.ts'

const id = 'duties'

/** What the actor owes; left out for those of whom the policy asks nothing. */
export async function dutiesSection({ office, actor, pages }: HomeParts): Promise<HomeSection | undefined> {
  const { db } = office.store
  const t = speak(actor.language)
  const now = office.clock.now()
  const policy = office.policies.current()
  const own = openDutiesOf([actor.personId], policy)
  const [count, overdue] = await Promise.all([
    db.duty.count({ where: own }),
    db.duty.count({
      where: {
        ...own,
        dueAt: { lt: now },
        OR: [{ extendedTo: null }, { extendedTo: { lt: now } }],
      },
    }),
  ])
  const asked = new Set(Object.values(policy.duties).flatMap(({ who }) => who))
  if (count === 0 && !actor.grants.some(({ role }) => asked.has(role))) return undefined
  const page = pageOf(pages, id, count)
  const duties = await readOpenDuties(db, [actor.personId], policy, { take: page.take, skip: page.skip })
  const items = duties.flatMap((duty) => {
    const described = describeDuty(duty, policy, actor, now)
    return described
      ? [{ title: described.title, detail: described.detail, buttons: [described.button] }]
      : []
  })
  const text = count === 0 ? t('home.noDuties') : overdue > 0 ? t('home.overdue', { count: overdue }) : ''
  return { id, heading: t('home.duties'), ...(text ? { text } : {}), items, ...page.shown }
}
