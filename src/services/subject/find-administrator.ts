import { type Actor, holdsRole } from '../../access/actor.ts'
import type { Office } from '../office.ts'
import { findActor } from '../people/find-actor.ts'

/**
 * Who acts at the console: an administrator by id, e-mail, employee number or account on a platform. Undefined where
 * nobody, or more than one, is called so, and for anybody who is no administrator.
 */
export async function findAdministrator(office: Office, handle: string): Promise<Actor | undefined> {
  const called = handle.trim().replace(/^@/, '')
  const people = await office.store.db.person.findMany({
    where: {
      OR: [
        { id: called },
        { email: called.toLowerCase() },
        { employeeNo: called },
        { identities: { some: { platformUserId: called } } },
      ],
    },
    select: { id: true },
  })
  const [one, another] = people
  const actor = one && !another ? await findActor(office, one.id) : undefined
  return actor && holdsRole(actor, 'admin') ? actor : undefined
}
