import { type Actor, teamsOfRole } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { shutOut } from '../../store/sessions.ts'
import type { Office } from '../office.ts'
import { hashToken } from './tokens.ts'

/** One of one's own, all of one's own but that of `token`, or all of somebody whom an administrator answers for. */
export type WhichSessions = { session: string } | { butThis: { token: string } } | { personId: string }

/**
 * Ends sessions of the pages at once; of a colleague also the links that nobody has used yet.
 * @throws NotFound for what is not there and for what is somebody else's alike
 */
export async function endSessions(office: Office, actor: Actor, which: WhichSessions): Promise<void> {
  const at = office.clock.now()
  await office.store.transaction(async (tx) => {
    const subject = 'personId' in which ? await getGoverned(tx, actor, which.personId) : actor.personId
    const count =
      'personId' in which ? await shutOut(tx, [subject], at) : await endOwn(office, tx, actor, which)
    if (count === 0) return
    await appendEvent(tx, {
      ...{ at, subject, actorId: actor.personId, platform: 'web', kind: 'session.ended' },
      diff: { count },
    })
  })
}

async function getGoverned(tx: Tx, actor: Actor, personId: string): Promise<string> {
  const found = await tx.person.findFirst({
    where: { id: personId, teamId: { in: [...teamsOfRole(actor, 'admin')] } },
  })
  if (!found) throw new NotFound('person')
  return found.id
}

async function endOwn(
  office: Office,
  tx: Tx,
  { personId }: Actor,
  which: Exclude<WhichSessions, { personId: string }>,
): Promise<number> {
  const tokenHash =
    'session' in which ? which.session : { not: hashToken(office, 'session', which.butThis.token) }
  const { count } = await tx.webSession.deleteMany({ where: { personId, tokenHash } })
  if (count === 0 && 'session' in which) throw new NotFound('session')
  return count
}
