import { randomBytes } from 'node:crypto'
import { msPerMinute } from '../../clock.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { type PlatformUser, resolveActor } from '../people/resolve-actor.ts'
import { toOwnPath } from './own-path.ts'
import { type OwnBrowser, openSession } from './sessions.ts'
import { hashToken, newToken } from './tokens.ts'

/** Long enough for a slow telephone; platforms' own proofs live five minutes. */
export const signInMinutes = 10

/** The cookie's token, unless the browser has one from another login under way. */
export const browserTokenOf = (given: string | undefined): string =>
  given && /^[\w-]{43}$/.test(given) ? given : newToken()

/**
 * Notes that this browser has gone to the platform, and for which page. The state that is returned goes there and
 * back: letters and digits only, because platforms take no more.
 */
export async function beginSignIn(
  office: Office,
  { platform, browserToken, to }: { platform: string; browserToken: string; to: string },
): Promise<string> {
  const state = randomBytes(32).toString('hex')
  await office.store.db.signIn.create({
    data: {
      stateHash: hashToken(office, 'state', state),
      browserHash: hashToken(office, 'browser', browserToken),
      platform,
      to: toOwnPath(to),
      expiresAt: new Date(office.clock.now().getTime() + signInMinutes * msPerMinute),
    },
  })
  return state
}

/**
 * Uses a login up; of several returns at once one is `first`. Undefined when it was never begun, or was begun in
 * another browser: a state alone, sent to somebody, logs nobody in.
 */
export async function claimSignIn(
  office: Office,
  came: { platform: string; state: string; browserToken: string | undefined },
): Promise<{ to: string; turn: 'first' | 'again' | 'late' } | undefined> {
  if (!came.browserToken) return undefined
  const at = office.clock.now()
  const where = {
    stateHash: hashToken(office, 'state', came.state),
    browserHash: hashToken(office, 'browser', came.browserToken),
    platform: came.platform,
  }
  // The condition and the mark are one statement: that is what makes a state single-use.
  const { count } = await office.store.db.signIn.updateMany({
    where: { ...where, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  })
  const begun = await office.store.db.signIn.findFirst({ where })
  if (!begun) return undefined
  return { to: begun.to, turn: count === 1 ? 'first' : begun.usedAt ? 'again' : 'late' }
}

/**
 * Opens the session of whom a platform named.
 * @throws UnknownPerson
 */
export async function openSessionFor(
  office: Office,
  user: PlatformUser,
  browser: OwnBrowser,
): Promise<string> {
  const actor = await resolveActor(office, user)
  return office.store.transaction(async (tx) => {
    const token = await openSession(office, tx, actor.personId, browser)
    await appendEvent(tx, {
      at: office.clock.now(),
      actorId: actor.personId,
      platform: 'web',
      kind: 'session.opened',
      diff: { purpose: 'login', by: user.platform },
    })
    return token
  })
}
