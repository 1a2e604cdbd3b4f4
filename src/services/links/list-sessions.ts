import { type Actor, teamsOfRole } from '../../access/actor.ts'
import { listSignedIn, type SignedIn } from '../../store/sessions.ts'
import type { Office } from '../office.ts'
import { hashToken } from './tokens.ts'

export interface OpenSession {
  /** What a form says to end it: the hash that is stored, from which no token can be made. */
  id: string
  browser: string | null
  openedAt: Date
  /** When it ends if nothing more is asked for. */
  endsAt: Date
  isThis: boolean
}

export interface Sessions {
  own: readonly OpenSession[]
  /** Of whom an administrator answers for, by name; absent for everybody else. */
  people?: { rows: readonly SignedIn[]; page: number; hasNext: boolean }
}

const shownAtMost = 100
const peopleAPage = 50
/** Whatever an address asks for, the database is asked for a number that it takes. */
const lastPage = 10_000

/** Where this person is logged in on the pages, and for an administrator who else is. `page` is from 1. */
export async function listSessions(
  office: Office,
  actor: Actor,
  { token, page }: { token: string; page: number },
): Promise<Sessions> {
  const now = office.clock.now()
  const rows = await office.store.db.webSession.findMany({
    where: { personId: actor.personId, expiresAt: { gt: now } },
    orderBy: { createdAt: 'desc' },
    take: shownAtMost,
  })
  const present = hashToken(office, 'session', token)
  const own = rows.map(({ tokenHash: id, browser, createdAt: openedAt, expiresAt: endsAt }) => ({
    ...{ id, browser, openedAt, endsAt },
    isThis: id === present,
  }))
  const teamIds = teamsOfRole(actor, 'admin')
  if (teamIds.length === 0) return { own }
  const at = Math.min(Math.max(1, page), lastPage)
  const part = { take: peopleAPage + 1, skip: (at - 1) * peopleAPage }
  const found = await listSignedIn(office.store, { teamIds, except: actor.personId, now }, part)
  const people = { rows: found.slice(0, peopleAPage), page: at, hasNext: found.length > peopleAPage }
  return { own, people }
}
