import { setTimeout as wait } from 'node:timers/promises'
import type { SqliteStore, Store } from './store.ts'

const attempts = 20
const retryAfterMs = 100

/**
 * Leaves no byte in the SQLite file of sealed answers that were deleted or sealed anew: false where somebody read the
 * database for so long that its log could not be emptied; the next call does. The writer overwrites what it frees
 * (secure_delete), but when pages are merged or split copies stay behind in them: the pages of the whole table are
 * given back, which blanks them, and the rows that are kept are written anew. On PostgreSQL that is VACUUM FULL's,
 * which locks the table and is left to the operator.
 */
export async function scrubSealed(store: Store): Promise<boolean> {
  if (store.provider === 'postgresql') return true
  await store.write((writer) => {
    // What is put aside touches no disk.
    writer.pragma('temp_store = MEMORY')
    try {
      writer
        .transaction(() => {
          writer.exec(`CREATE TEMP TABLE "KeptSealed" AS SELECT * FROM main."SensitiveValue";
            DELETE FROM main."SensitiveValue";
            INSERT INTO main."SensitiveValue" SELECT * FROM temp."KeptSealed";
            DROP TABLE temp."KeptSealed"`)
        })
        .immediate()
    } finally {
      writer.pragma('temp_store = DEFAULT')
    }
  })
  return emptyLog(store)
}

/** The write-ahead log still has the pages as they were; as long as anybody reads one of them it cannot be emptied. */
async function emptyLog(store: SqliteStore): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await wait(retryAfterMs)
    const isEmpty = await store.write((writer) => {
      const [outcome] = writer.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number | bigint }]
      return Number(outcome.busy) === 0
    })
    if (isEmpty) return true
  }
  return false
}
