import type { Tx } from '../open-store.ts'
import { join, sql } from '../sql.ts'

export interface MeasuredRow {
  id: string
  name: string
  teamId: string
  language: string
  zone: string
  createdAt: Date
  isRegisteredRep: boolean
  role: string
}

/** Active people with each of some roles they hold, of some teams or of all; by name. */
export function readMeasuredPeople(
  db: Tx,
  roles: readonly string[],
  teamIds?: readonly string[],
): Promise<MeasuredRow[]> {
  if (roles.length === 0 || teamIds?.length === 0) return Promise.resolve([])
  const inTeams = teamIds ? sql`AND "Person"."teamId" IN (${join([...teamIds])})` : sql``
  return db.$queryRaw<MeasuredRow[]>(sql`
    SELECT "Person"."id", "Person"."name", "Person"."teamId", "Person"."language", "Person"."zone",
           "Person"."createdAt", "Person"."isRegisteredRep", "RoleGrant"."role"
      FROM "Person" JOIN "RoleGrant" ON "RoleGrant"."personId" = "Person"."id"
     WHERE "Person"."isActive" AND "RoleGrant"."role" IN (${join([...roles])}) ${inTeams}
     ORDER BY "Person"."name", "Person"."id"`)
}
