/**
 * What only one process of several may have. Its holder renews it; when it does so no longer, it is dead, and another
 * takes over.
 */
import { sql } from './sql.ts'
import type { Store } from './store.ts'

export interface LeaseClaim {
  name: string
  /** The process, unlike any other that lives. */
  owner: string
  leaseMs: number
  now: Date
  /** What the holder says of itself, for people who look. */
  note: string
  /** Takes it from whoever has it: no other process can be alive. */
  isOnlyProcess?: boolean
}

/** Takes or renews it; true when it is this process's for `leaseMs` from now. */
export async function takeLease(store: Pick<Store, 'db'>, claim: LeaseClaim): Promise<boolean> {
  const { name, owner, now, note, isOnlyProcess = false } = claim
  const leaseTill = new Date(now.getTime() + claim.leaseMs)
  const taken = await store.db.$queryRaw<unknown[]>(sql`
    INSERT INTO "Lease" ("name", "owner", "heldSince", "leaseTill", "note")
    VALUES (${name}, ${owner}, ${now}, ${leaseTill}, ${note})
    ON CONFLICT ("name") DO UPDATE
       SET "heldSince" = CASE WHEN "Lease"."owner" = excluded."owner" THEN "Lease"."heldSince"
                              ELSE excluded."heldSince" END,
           "owner" = excluded."owner", "leaseTill" = excluded."leaseTill", "note" = excluded."note"
     WHERE "Lease"."owner" = excluded."owner" OR "Lease"."leaseTill" <= excluded."heldSince"
        OR ${isOnlyProcess ? 1 : 0} = 1
    RETURNING "name"`)
  return taken.length === 1
}

/** Lets go of it, so that another need not wait; nothing happens when it is another's by now. */
export async function dropLease(
  store: Pick<Store, 'db'>,
  { name, owner, now, note }: Pick<LeaseClaim, 'name' | 'owner' | 'now' | 'note'>,
): Promise<void> {
  await store.db.lease.updateMany({ where: { name, owner }, data: { leaseTill: now, note } })
}

export interface StoredLease {
  owner: string
  heldSince: Date
  leaseTill: Date
  note: string
}

export function findLease(store: Pick<Store, 'db'>, name: string): Promise<StoredLease | null> {
  return store.db.lease.findUnique({ where: { name } })
}
