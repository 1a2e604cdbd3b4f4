import { findLease, type StoredLease } from '../../store/leases.ts'
import { openStore } from '../../store/open-store.ts'

export type HeldLease = StoredLease

/** Who has it, for a tool that runs beside the server; undefined also where the database cannot say. */
export async function readLease(databaseUrl: string, name: string): Promise<HeldLease | undefined> {
  const store = await openStore({ url: databaseUrl }).catch(() => undefined)
  try {
    return (store && (await findLease(store, name))) ?? undefined
  } catch {
    // Not migrated yet: the doctor says so elsewhere.
    return undefined
  } finally {
    await store?.close()
  }
}
