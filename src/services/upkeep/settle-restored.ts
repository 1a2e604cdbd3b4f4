import { msPerDay } from '../../clock.ts'
import { appendEvent } from '../../store/events.ts'
import { takeLease } from '../../store/leases.ts'
import { doubtWaiting } from '../../store/outbox.ts'
import { consolePlatform, type Office } from '../office.ts'

/** As long as it is held, what jobs say is looked for on its platform first. */
export const restoredLease = 'restored'

/** How far back a platform is looked through, and what jobs catch up. */
const doubtMs = msPerDay

export interface Settled {
  /** Messages that were waiting when the copy was made. */
  messages: number
  sessions: number
}

/**
 * Makes a database that was just restored fit for work, before the product starts on it. It has forgotten what happened
 * since the copy was made: what waits may have been sent, what jobs are about to say may have been said, who is logged
 * in may have logged out. That it was restored is an event.
 */
export async function settleRestored(office: Office): Promise<Settled> {
  const { store, clock } = office
  const now = clock.now()
  const settled = await store.transaction(async (tx) => {
    const messages = await doubtWaiting(tx)
    const { count: sessions } = await tx.webSession.deleteMany()
    await tx.secureLink.deleteMany()
    await tx.signIn.deleteMany()
    await appendEvent(tx, {
      at: now,
      actorId: null,
      platform: consolePlatform,
      kind: 'house.restored',
      diff: { messages, sessions },
    })
    return { messages, sessions }
  })
  const owner = `${restoredLease} ${now.toISOString()}`
  const claim = { name: restoredLease, owner, leaseMs: doubtMs, now, note: '', isOnlyProcess: true }
  await takeLease(store, claim)
  return settled
}
