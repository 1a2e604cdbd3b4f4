import type Database from 'better-sqlite3'
import type { InboxWriter } from '../inbox.ts'
import type { SqliteStore } from '../store.ts'
import { createCrowdGatherer } from './gather-crowd.ts'
import { toSqliteInstant } from './instant.ts'

/** Plain statements on the store's writer: a batch costs one fsync and a few microseconds a row. */
export function createSqliteInboxWriter(store: SqliteStore): InboxWriter {
  let prepared: ReturnType<typeof prepare> | undefined
  const statements = (writer: Database.Database) => {
    prepared ??= prepare(writer)
    return prepared
  }
  return {
    gather: createCrowdGatherer(),
    insert: (deliveries) =>
      store.write((writer) => {
        const { insert } = statements(writer)
        return writer
          .transaction(() =>
            deliveries.map(({ platform, deliveryId, kind, body, receivedAt, retryAt }) => {
              const at = toSqliteInstant(receivedAt)
              return insert.run(platform, deliveryId, kind, body, at, toSqliteInstant(retryAt)).changes === 1
            }),
          )
          .immediate()
      }),
    markDone: (keys, doneAt) =>
      store.write((writer) => {
        const { markDone } = statements(writer)
        const at = toSqliteInstant(doneAt)
        writer
          .transaction(() => {
            for (const { platform, deliveryId } of keys) markDone.run(at, platform, deliveryId)
          })
          .immediate()
      }),
  }
}

function prepare(writer: Database.Database) {
  return {
    insert: writer.prepare(
      `INSERT INTO "Inbox" ("platform", "deliveryId", "kind", "body", "receivedAt", "retryAt")
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    markDone: writer.prepare(
      `UPDATE "Inbox" SET "doneAt" = ?, "error" = NULL, "body" = ''
        WHERE "platform" = ? AND "deliveryId" = ? AND "doneAt" IS NULL`,
    ),
  }
}
