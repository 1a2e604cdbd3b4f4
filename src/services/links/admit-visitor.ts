import { timingSafeEqual } from 'node:crypto'
import { AppError, NotPermitted } from '../../errors.ts'
import type { Office } from '../office.ts'
import { findVisitor, type Visitor } from './sessions.ts'

/**
 * Lets in who has a session. What changes something must also carry the session's own token, which another site
 * cannot know; `csrf` is what came with the request, or null where nothing is changed.
 * @throws AppError `unknown_person` without a session, NotPermitted without the token
 */
export async function admitVisitor(
  office: Office,
  came: { sessionToken: string | undefined; csrf: string | undefined | null },
): Promise<Visitor> {
  const visitor = came.sessionToken ? await findVisitor(office, came.sessionToken) : undefined
  if (!visitor) throw new AppError('unknown_person', 'no session', { key: 'web.signIn' })
  if (came.csrf !== null && !isEqual(came.csrf ?? '', visitor.csrfToken)) {
    throw new NotPermitted('request without the token of its session', { key: 'web.csrf' })
  }
  return visitor
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
