import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { msPerDay } from '../../src/clock.ts'
import { exportHouse } from '../../src/services/moving/export-house.ts'
import { importHouse } from '../../src/services/moving/import-house.ts'
import { restoredLease, settleRestored } from '../../src/services/upkeep/settle-restored.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { findLease } from '../../src/store/leases.ts'
import { openStore } from '../../src/store/open-store.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { createTestDatabase, databases } from '../support/databases.ts'
import { useRecords } from '../support/records.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-settle-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe.each(databases)('a database that was restored on %s', (provider) => {
  const { opened, file, db } = useRecords(provider)

  it('doubts what waits, ends every login, and says that it was restored', async () => {
    const { office, actors, database } = opened()
    const at = office.clock.now()
    await file(actors.rep)
    await db().outbox.updateMany({ data: { state: 'sent', nextAt: null } })
    const waiting = { platform: 'slack', target: 'person:x', card: { title: '周报' }, dedupeKey: 'waiting' }
    await office.store.transaction((tx) => enqueue(tx, waiting, at))
    const { personId } = actors.rep
    const expiresAt = new Date(at.getTime() + msPerDay)
    const session = { tokenHash: 's', personId, csrfToken: 'c', browser: '', createdAt: at, expiresAt }
    await db().webSession.create({ data: session })
    await db().secureLink.create({ data: { tokenHash: 'l', personId, purpose: 'fill', expiresAt } })
    const folder = join(dir, provider)
    await exportHouse(office, { url: database.url, folder })

    const place = await createTestDatabase(provider)
    await importHouse({ url: place.url, folder })
    const store = await openStore({ url: place.url })
    try {
      expect(await settleRestored({ ...office, store })).toEqual({ messages: 1, sessions: 1 })
      const doubted = await store.db.outbox.findMany({ where: { uncertain: true } })
      expect(doubted.map(({ dedupeKey }) => dedupeKey)).toEqual(['waiting'])
      expect([await store.db.webSession.count(), await store.db.secureLink.count()]).toEqual([0, 0])
      expect((await findLease(store, restoredLease))?.leaseTill).toEqual(expiresAt)
      const newest = await store.db.event.findFirst({ orderBy: { seq: 'desc' } })
      expect(newest).toMatchObject({ kind: 'house.restored', diff: { messages: 1, sessions: 1 } })
      expect((await verifyEvents(store)).faults).toEqual([])
      // Once more, by somebody who is not sure whether it was done.
      expect(await settleRestored({ ...office, store })).toEqual({ messages: 1, sessions: 0 })
      // Where it was copied from nothing is changed.
      expect(await db().webSession.count()).toBe(1)
    } finally {
      await store.close()
      await place.drop()
    }
  })
})
