import { listed } from '../bulk.ts'
import type { Store, Tx } from '../open-store.ts'
import { sql } from '../sql.ts'

/** Somebody who works here, and the platform they used last; null when they have no account on any. */
export interface ReachablePerson {
  id: string
  name: string
  language: string
  zone: string
  teamId: string
  platform: string | null
}

/** In one query, because sweeps ask for hundreds at a time. */
export function readReachable(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  ids: readonly string[],
): Promise<ReachablePerson[]> {
  return tx.$queryRaw<ReachablePerson[]>(sql`
    SELECT "id", "name", "language", "zone", "teamId",
           (SELECT "platform" FROM "Identity" WHERE "Identity"."personId" = "Person"."id"
             ORDER BY "updatedAt" DESC LIMIT 1) AS "platform"
      FROM "Person" WHERE "isActive" AND "id" IN ${listed(store, ids)}`)
}

/** When each of these drafts was last worked on. */
export function readDrafts(
  store: Pick<Store, 'provider'>,
  tx: Tx,
  personIds: readonly string[],
  formKeys: readonly string[],
): Promise<{ personId: string; formKey: string; updatedAt: Date }[]> {
  return tx.$queryRaw(sql`
    SELECT "personId", "formKey", "updatedAt" FROM "Draft"
     WHERE "personId" IN ${listed(store, personIds)} AND "formKey" IN ${listed(store, formKeys)}`)
}
