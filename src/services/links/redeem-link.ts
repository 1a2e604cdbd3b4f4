import { LinkExpired } from '../../errors.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { linkMinutes } from './issue-link.ts'
import { aimFromColumns, type LinkAim } from './link-aim.ts'
import { type OwnBrowser, openSession } from './sessions.ts'
import { hashToken } from './tokens.ts'

/**
 * Uses a link up and opens a session for the person it is bound to. Of several at once one wins.
 * @throws LinkExpired when it is unknown, used, too old, or the visitor is logged in as somebody else
 */
export async function redeemLink(
  office: Office,
  token: string,
  visitor: { personId: string } | undefined,
  browser: OwnBrowser,
): Promise<{ aim: LinkAim; sessionToken: string }> {
  const at = office.clock.now()
  const tokenHash = hashToken(office, 'link', token)
  return office.store.transaction(async (tx) => {
    // The condition and the mark are one statement: that is what makes a link single-use.
    const { count } = await tx.secureLink.updateMany({
      where: {
        tokenHash,
        usedAt: null,
        expiresAt: { gt: at },
        ...(visitor ? { personId: visitor.personId } : {}),
      },
      data: { usedAt: at },
    })
    const link = count === 1 ? await tx.secureLink.findUnique({ where: { tokenHash } }) : null
    const person = link && (await tx.person.findUnique({ where: { id: link.personId } }))
    if (!link || !person?.isActive) throw new LinkExpired(linkMinutes(office))
    const sessionToken = await openSession(office, tx, link.personId, browser)
    await appendEvent(tx, {
      at,
      actorId: link.personId,
      platform: 'web',
      kind: 'session.opened',
      ...(link.recordId ? { recordId: link.recordId } : {}),
      diff: { purpose: link.purpose },
    })
    return { aim: aimFromColumns(link), sessionToken }
  })
}
