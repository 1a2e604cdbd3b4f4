/**
 * What a platform delivers is kept here before it is acknowledged, so that nothing acknowledged is lost.
 * Deliveries that arrive together share one commit, hence one fsync: that is what makes durable as quick as
 * it is.
 */
import type { Clock } from '../clock.ts'
import { type BatchOptions, createBatcher } from './batcher.ts'
import { createPostgresInboxWriter } from './postgres/inbox-writer.ts'
import { skipLocked, sql } from './sql.ts'
import { createSqliteInboxWriter } from './sqlite/inbox-writer.ts'
import type { Store } from './store.ts'
import { refuseInsideTransaction } from './transaction-scope.ts'

export interface DeliveryKey {
  platform: string
  /** The platform's own id of the delivery, the same when it delivers again. */
  deliveryId: string
}

export interface Delivery extends DeliveryKey {
  kind: string
  body: string
  receivedAt: Date
}

/** A delivery taken up again. `attempts` counts this one, but not the first, right after it was kept. */
export interface PendingDelivery extends Delivery {
  attempts: number
  error: string | null
}

export interface Inbox {
  /** Resolves when the delivery survives a power cut. `duplicate`: it is there already, done or yet to be. */
  keep(delivery: Delivery): Promise<'kept' | 'duplicate'>
  /**
   * Forgets what was delivered and remembers that it was. Need not be awaited and never fails: a delivery whose end
   * could not be noted is only taken up again.
   */
  done(key: DeliveryKey): Promise<void>
  /** Sets it aside until `retryAt`, or for good with null: then it stays, with its error, for the admin. */
  failed(key: DeliveryKey, outcome: { error: string; retryAt: Date | null }): Promise<void>
  /**
   * Takes up what nobody has finished of a platform's: after a crash, or after `failed`. For `leaseMs` no other process
   * gets it. A delivery just kept belongs to the process that kept it for `graceMs`; `orphans: 'all'`
   * overrides that, for the start of the one process that a SQLite database has.
   */
  takePending(options: {
    platform: string
    limit: number
    leaseMs: number
    orphans?: 'all' | 'expired'
  }): Promise<PendingDelivery[]>
  /** Writes what is still being gathered: for a graceful stop. */
  flush(): Promise<void>
}

/** What the two databases do differently. */
export interface InboxWriter {
  /** When a batch of deliveries is closed. */
  gather: BatchOptions<Delivery, boolean>['gather']
  isForOne?: BatchOptions<Delivery, boolean>['isForOne']
  /** For each delivery whether it is new. */
  insert(deliveries: (Delivery & { retryAt: Date })[]): Promise<boolean[]>
  markDone(keys: DeliveryKey[], doneAt: Date): Promise<void>
}

const maxBatch = 500
const doneGatherMs = 250
const defaultGraceMs = 60_000

export function createInbox(store: Store, clock: Clock, { graceMs = defaultGraceMs } = {}): Inbox {
  const writer =
    store.provider === 'sqlite' ? createSqliteInboxWriter(store) : createPostgresInboxWriter(store)

  const keeping = createBatcher<Delivery, boolean>({
    write: (deliveries) =>
      writer.insert(
        deliveries.map((each) => ({ ...each, retryAt: new Date(each.receivedAt.getTime() + graceMs) })),
      ),
    gather: writer.gather,
    isForOne: writer.isForOne,
    maxItems: maxBatch,
  })
  const finishing = createBatcher<DeliveryKey, void>({
    write: async (keys) => {
      await writer.markDone(keys, clock.now())
      return keys.map(() => undefined)
    },
    gather: (run) => setTimeout(run, doneGatherMs),
    isForOne: writer.isForOne,
    maxItems: maxBatch,
  })

  return {
    keep: async (delivery) => {
      refuseInsideTransaction()
      return (await keeping.add(delivery)) ? 'kept' : 'duplicate'
    },
    done: (key) => finishing.add(key).catch(() => undefined),
    failed: async (key, { error, retryAt }) => {
      await store.db.inbox.updateMany({
        where: { ...key, doneAt: null },
        data: retryAt ? { error, retryAt } : { error, doneAt: clock.now() },
      })
    },
    takePending: async ({ platform, limit, leaseMs, orphans = 'expired' }) => {
      const now = clock.now()
      const leaseTill = new Date(now.getTime() + leaseMs)
      const horizon = orphans === 'all' ? new Date(now.getTime() + graceMs) : now
      const rows = await store.db.$queryRaw<PendingDelivery[]>(sql`
        WITH "ripe" AS MATERIALIZED (
          SELECT "platform", "deliveryId" FROM "Inbox"
           WHERE "platform" = ${platform} AND "doneAt" IS NULL AND "retryAt" <= ${horizon}
           ORDER BY "retryAt" LIMIT ${limit} ${skipLocked(store)})
        UPDATE "Inbox" SET "attempts" = "attempts" + 1, "retryAt" = ${leaseTill}
         WHERE ("platform", "deliveryId") IN (SELECT "platform", "deliveryId" FROM "ripe")
        RETURNING "platform", "deliveryId", "kind", "body", "receivedAt", "attempts", "error"`)
      return rows.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    },
    flush: async () => {
      await Promise.all([keeping.flush(), finishing.flush()])
    },
  }
}
