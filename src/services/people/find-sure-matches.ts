import type { Tx } from '../../store/open-store.ts'
import type { PlatformUser } from './resolve-actor.ts'

export interface SureMatch {
  personId: string
  user: PlatformUser
  by: 'email' | 'employee number'
}

export const emailOf = ({ profile }: PlatformUser): string | undefined => profile?.email?.trim().toLowerCase()

/** Whom an e-mail names, or an account that is an employee number: only the company gives either. */
export async function findSureMatches(tx: Tx, users: readonly PlatformUser[]): Promise<SureMatch[]> {
  const people = await tx.person.findMany({
    where: { isActive: true },
    select: { id: true, email: true, employeeNo: true },
  })
  const byEmail = new Map(users.flatMap((user) => (emailOf(user) ? [[emailOf(user), user] as const] : [])))
  const byAccount = new Map(users.map((user) => [user.platformUserId.toLowerCase(), user]))
  return people.flatMap(({ id, email, employeeNo }): SureMatch[] => {
    const mailed = email ? byEmail.get(email) : undefined
    if (mailed) return [{ personId: id, user: mailed, by: 'email' }]
    const numbered = employeeNo ? byAccount.get(employeeNo.toLowerCase()) : undefined
    return numbered ? [{ personId: id, user: numbered, by: 'employee number' }] : []
  })
}
