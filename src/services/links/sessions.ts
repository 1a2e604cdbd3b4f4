import type { Actor } from '../../access/actor.ts'
import { msPerMinute } from '../../clock.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { findActor } from '../people/find-actor.ts'
import { hashToken, newToken } from './tokens.ts'

/** A session ends when nothing was asked for half an hour, and after a working day in any case. */
const idleMs = 30 * msPerMinute
const longestMs = 8 * 60 * msPerMinute

/** The browser that somebody comes in by. */
export interface OwnBrowser {
  /** Of the session that is there already, if any. */
  previousToken: string | undefined
  /** Such as `Chrome, Windows`; null where it does not say. */
  name: string | null
}

/** Somebody who has come in by a link and is still here. */
export interface Visitor {
  actor: Actor
  /** Stands in every form of this session; a request without it was not made on our pages. */
  csrfToken: string
}

/**
 * Opens a session in place of the one that was in this browser, if any. Forms that the same person has open there stay
 * good, also where the earlier session has run out. Returns the token; only its hash is kept.
 */
export async function openSession(
  office: Office,
  tx: Tx,
  personId: string,
  { previousToken, name }: OwnBrowser,
): Promise<string> {
  const token = newToken()
  const csrfToken = (await endPrevious(office, tx, personId, previousToken)) ?? newToken()
  const createdAt = office.clock.now()
  await tx.webSession.create({
    data: {
      tokenHash: hashToken(office, 'session', token),
      personId,
      csrfToken,
      browser: name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + idleMs),
    },
  })
  return token
}

/** Returns the token that stands in the same person's forms. */
async function endPrevious(office: Office, tx: Tx, personId: string, token: string | undefined) {
  if (!token) return undefined
  const tokenHash = hashToken(office, 'session', token)
  const previous = await tx.webSession.findUnique({ where: { tokenHash } })
  await tx.webSession.deleteMany({ where: { tokenHash } })
  return previous?.personId === personId ? previous.csrfToken : undefined
}

/** Who a session's token belongs to; undefined when it has run out or the person has left. */
export async function findVisitor(office: Office, token: string): Promise<Visitor | undefined> {
  const tokenHash = hashToken(office, 'session', token)
  const session = await office.store.db.webSession.findUnique({ where: { tokenHash } })
  const now = office.clock.now()
  if (!session || session.expiresAt <= now) return undefined
  const actor = await findActor(office, session.personId)
  if (!actor) return undefined
  const end = Math.min(now.getTime() + idleMs, session.createdAt.getTime() + longestMs)
  // Once a minute is often enough to keep it alive: not every look at a page need be a write.
  if (end - session.expiresAt.getTime() >= msPerMinute) {
    await office.store.db.webSession.updateMany({ where: { tokenHash }, data: { expiresAt: new Date(end) } })
  }
  return { actor, csrfToken: session.csrfToken }
}

export async function closeSession(office: Office, token: string): Promise<void> {
  await office.store.db.webSession.deleteMany({ where: { tokenHash: hashToken(office, 'session', token) } })
}
