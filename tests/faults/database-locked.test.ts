import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { createInbox } from '../../src/store/inbox.ts'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import { useTestStore } from '../support/databases.ts'

/** Another program has SQLite's write lock: an import beside the product, a shell that somebody left open. */
describe('a SQLite file that another has locked', () => {
  const database = useTestStore('sqlite')
  beforeEach(() => database().clear())

  const lock = () => {
    const other = new SqliteDatabase(database().url.slice('file:'.length))
    other.exec('BEGIN IMMEDIATE')
    return {
      release: () => {
        other.exec('COMMIT')
        other.close()
      },
    }
  }
  const team = (id: string) => ({ data: { id, key: id, name: id } })
  const teams = async () =>
    (await database().store.db.team.findMany({ orderBy: { id: 'asc' } })).map((t) => t.id)
  const keep = (deliveryId: string) => {
    const clock = fixedClock('2026-11-18T08:00:00Z')
    const delivery = { platform: 'slack', deliveryId, kind: '/log', body: '{}', receivedAt: clock.now() }
    return createInbox(database().store, clock).keep(delivery)
  }

  it('is waited for by every kind of write, while others are served and what stands is read', async () => {
    const { store } = database()
    const { release } = lock()
    const writes = Promise.all([
      store.transaction((tx) => tx.team.create(team('a'))),
      store.db.team.create(team('b')),
      keep('c'),
    ])
    let turns = 0
    const beat = setInterval(() => {
      turns += 1
    }, 10)
    expect(await teams()).toEqual([])
    // A thread that waits for the lock itself would make none, and give up in the end.
    await expect.poll(() => turns).toBeGreaterThan(30)
    clearInterval(beat)
    release()
    await writes
    expect(await teams()).toEqual(['a', 'b'])
    expect(await store.db.inbox.count()).toBe(1)
  })
})
