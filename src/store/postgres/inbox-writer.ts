import pg from 'pg'
import type { InboxWriter } from '../inbox.ts'
import type { PostgresStore } from '../store.ts'

/** A value that the database does not take; all else (no room, no answer, no server) would meet each of a batch alike. */
const itemErrors = /^2[23]/

/** One statement a batch, of the same text whatever its size, so that each connection prepares it once. */
export function createPostgresInboxWriter({ deliveries: pool }: PostgresStore): InboxWriter {
  return {
    // Others arrive while a batch is on its way: the next closes once every socket of this turn has been read.
    gather: setImmediate,
    isForOne: (error) => error instanceof pg.DatabaseError && itemErrors.test(error.code ?? ''),
    insert: async (deliveries) => {
      const { rows } = await pool.query<{ platform: string; deliveryId: string }>({
        name: 'inbox-insert',
        text: `INSERT INTO "Inbox" ("platform", "deliveryId", "kind", "body", "receivedAt", "retryAt")
               SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamp[], $6::timestamp[])
               ON CONFLICT DO NOTHING RETURNING "platform", "deliveryId"`,
        values: [
          deliveries.map(({ platform }) => platform),
          deliveries.map(({ deliveryId }) => deliveryId),
          deliveries.map(({ kind }) => kind),
          deliveries.map(({ body }) => body),
          // As text in UTC: the driver would write a Date in the zone of this process.
          deliveries.map(({ receivedAt }) => receivedAt.toISOString()),
          deliveries.map(({ retryAt }) => retryAt.toISOString()),
        ],
      })
      // A key that stands twice in the batch comes back once: its first bearer takes it.
      const inserted = new Set(rows.map(keyOf))
      return deliveries.map((delivery) => inserted.delete(keyOf(delivery)))
    },
    markDone: async (keys, doneAt) => {
      await pool.query({
        name: 'inbox-done',
        text: `UPDATE "Inbox" AS kept SET "doneAt" = $3::timestamp, "error" = NULL, "body" = ''
                 FROM unnest($1::text[], $2::text[]) AS done ("platform", "deliveryId")
                WHERE kept."platform" = done."platform" AND kept."deliveryId" = done."deliveryId"
                  AND kept."doneAt" IS NULL`,
        values: [
          keys.map(({ platform }) => platform),
          keys.map(({ deliveryId }) => deliveryId),
          doneAt.toISOString(),
        ],
      })
    },
  }
}

function keyOf({ platform, deliveryId }: { platform: string; deliveryId: string }): string {
  return `${platform} ${deliveryId}`
}
