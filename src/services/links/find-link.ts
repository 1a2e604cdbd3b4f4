import { LinkExpired } from '../../errors.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Office } from '../office.ts'
import { linkMinutes } from './issue-link.ts'
import { aimFromColumns, type LinkAim } from './link-aim.ts'
import { hashToken } from './tokens.ts'

/** Says nothing of the person but the language: whoever opens the address may not be the one it was made for. */
export interface OpenLink {
  aim: LinkAim
  language: Language
}

/**
 * Looks at a link without using it up.
 * @throws LinkExpired when it is unknown, used, too old or somebody else's: one answer for all of them
 */
export async function findLink(
  office: Office,
  token: string,
  visitor: { personId: string } | undefined,
): Promise<OpenLink> {
  const link = await office.store.db.secureLink.findUnique({
    where: { tokenHash: hashToken(office, 'link', token) },
  })
  const isOpen = link !== null && link.usedAt === null && link.expiresAt > office.clock.now()
  if (!isOpen || (visitor && visitor.personId !== link.personId)) throw new LinkExpired(linkMinutes(office))
  const person = await office.store.db.person.findUnique({ where: { id: link.personId } })
  if (!person?.isActive) throw new LinkExpired(linkMinutes(office))
  return { aim: aimFromColumns(link), language: person.language as Language }
}
