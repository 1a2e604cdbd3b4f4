import { beforeEach } from 'vitest'
import type { PlatformUser } from '../../src/services/people/resolve-actor.ts'
import type { DatabaseName } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

export const platform = 'slack'
export const workspace = 'T0FIELD001'

/** Somebody of the platform, whose account begins with U1 where the office has not linked it. */
export const user = (platformUserId: string, email?: string): PlatformUser => ({
  platform,
  workspace,
  platformUserId,
  profile: { displayName: '方晴', ...(email ? { email } : {}) },
})

/** One office for the tests of a file, as it was at the start before each of them. */
export function usePeopleOffice(provider: DatabaseName) {
  const opened = useTestOffice(provider)
  const db = () => opened().office.store.db
  beforeEach(async () => {
    opened().clock.set(start)
    await db().delegate.deleteMany()
    await db().identity.deleteMany({ where: { platformUserId: { startsWith: 'U1' } } })
    await db().person.updateMany({ data: { isActive: true } })
    await db().outbox.deleteMany()
  })
  const identityOf = (platformUserId: string) =>
    db().identity.findUnique({
      where: { platform_workspace_platformUserId: { platform, workspace, platformUserId } },
    })
  return { opened, db, identityOf }
}
