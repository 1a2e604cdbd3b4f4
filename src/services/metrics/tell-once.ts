import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { type Telling, tell } from '../tell.ts'

const batchSize = 100

/** Whether a message under this key was recorded before, whatever became of it. */
export async function wasTold(db: Tx, dedupeKey: string): Promise<boolean> {
  return (await db.outbox.findUnique({ where: { dedupeKey }, select: { id: true } })) !== null
}

/** Those of the keys under which nothing was told yet. */
export async function findUntold(db: Tx, dedupeKeys: readonly string[]): Promise<Set<string>> {
  const told = await db.outbox.findMany({
    where: { dedupeKey: { in: [...dedupeKeys] } },
    select: { dedupeKey: true },
  })
  const known = new Set(told.map((message) => message.dedupeKey))
  return new Set(dedupeKeys.filter((key) => !known.has(key)))
}

/** Records many messages, some at a time so that nobody waits long for the database; how many were new. */
export async function tellOnce(office: Office, tellings: readonly Telling[]): Promise<number> {
  let told = 0
  for (let from = 0; from < tellings.length; from += batchSize) {
    const batch = tellings.slice(from, from + batchSize)
    told += await office.store.transaction(async (tx) => {
      let fresh = 0
      for (const telling of batch) if (await tell(office, tx, telling)) fresh += 1
      return fresh
    })
  }
  return told
}
