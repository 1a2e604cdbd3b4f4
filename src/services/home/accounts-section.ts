import { holdsRole } from '../../access/actor.ts'
import { msPerDay } from '../../clock.ts'
import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { type HomeParts, pageOf } from './pages.ts'

const id = 'accounts'
/** Who is nobody of the company may be left alone, and stands here no longer than this after they were last seen. */
const seenWithinMs = 14 * msPerDay

/** For administrators: accounts of which nobody has said yet whose they are, as the card about each asked. */
export async function accountsSection({ office, actor, pages }: HomeParts): Promise<HomeSection | undefined> {
  if (!holdsRole(actor, 'admin')) return undefined
  const { db } = office.store
  const since = new Date(office.clock.now().getTime() - seenWithinMs)
  const where = { personId: null, updatedAt: { gte: since } }
  const count = await db.identity.count({ where })
  if (count === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, count)
  const accounts = await db.identity.findMany({
    where,
    orderBy: [{ updatedAt: 'desc' }, { platformUserId: 'asc' }],
    take,
    skip,
  })
  const t = speak(actor.language)
  return {
    id,
    heading: t('home.accounts'),
    items: accounts.map(({ platform, workspace, platformUserId, displayName }) => ({
      title: t('home.account', { name: displayName, account: platformUserId }),
      buttons: [
        {
          label: t('people.link'),
          short: displayName,
          press: { do: 'link-person', platform, workspace, platformUserId },
        },
      ],
    })),
    ...shown,
  }
}
