import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { msPerDay, msPerMinute } from '../../src/clock.ts'
import { backUpSqlite, listBackups, restoreSqlite } from '../../src/store/backup.ts'
import { appendEvent, verifyEvents } from '../../src/store/events.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { SqliteStore } from '../../src/store/store.ts'
import { useTestStore } from '../support/databases.ts'

const now = new Date('2026-11-23T17:00:00.000Z')

describe('backUpSqlite', () => {
  const database = useTestStore('sqlite')
  let dir: string
  let store: SqliteStore

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'fieldpost-backup-'))
    store = database().store as SqliteStore
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  const append = (recordId: string) =>
    store.transaction((tx) =>
      appendEvent(tx, {
        at: now,
        actorId: null,
        platform: 'web',
        kind: 'x',
        recordId,
        diff: { text: 'x'.repeat(2_000) },
      }),
    )

  it('makes a copy that the product starts from', async () => {
    for (let i = 0; i < 50; i += 1) await append(`r${i}`)
    const { file } = await backUpSqlite(store, { dir, keep: 3, now })
    await append('after')
    const restored = join(dir, 'restored.db')
    copyFileSync(file, restored)
    expect(await migrate(`file:${restored}`)).toEqual({ applied: [] })
    const copy = await openStore({ url: `file:${restored}` })
    expect(await verifyEvents(copy)).toMatchObject({ count: 50, faults: [] })
    await copy.close()
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('ends, with the state of one moment, while others go on writing', async () => {
    await database().clear()
    for (let i = 0; i < 300; i += 1) await append(`r${i}`)
    let isRunning = true
    const writing = (async () => {
      let written = 0
      for (; isRunning; written += 1) await append(`during ${written}`)
      return written
    })()
    const { file } = await backUpSqlite(store, { dir, keep: 3, now })
    isRunning = false
    expect(await writing).toBeGreaterThan(0)
    const copy = await openStore({ url: `file:${file}` })
    const audit = await verifyEvents(copy)
    await copy.close()
    expect(audit.faults).toEqual([])
    expect(audit.count).toBeLessThan(300 + (await writing))
  })

  it('keeps the newest copies and nothing unfinished', async () => {
    for (let day = 1; day <= 4; day += 1) {
      await backUpSqlite(store, { dir, keep: 2, now: new Date(`2026-12-0${day}T17:00:00Z`) })
    }
    expect(readdirSync(dir).sort()).toEqual([
      'fieldpost-20261203T170000Z.db',
      'fieldpost-20261204T170000Z.db',
    ])
    expect(listBackups(dir)[0]).toBe(join(dir, 'fieldpost-20261204T170000Z.db'))
  })

  it('takes away what a process left that was killed at its copy, and nothing that is being made', async () => {
    const leave = (name: string, ageMs: number) => {
      const path = join(dir, name)
      writeFileSync(path, 'half a copy')
      const at = new Date(now.getTime() - ageMs)
      utimesSync(path, at, at)
    }
    for (const end of ['', '-journal']) leave(`fieldpost-20261121T170000Z.db.unfinished${end}`, 2 * msPerDay)
    leave('fieldpost-20261123T165900Z.db.unfinished', msPerMinute)
    leave('note.unfinished', 2 * msPerDay)
    await backUpSqlite(store, { dir, keep: 3, now })
    expect(readdirSync(dir).sort()).toEqual([
      'fieldpost-20261123T165900Z.db.unfinished',
      'fieldpost-20261123T170000Z.db',
      'note.unfinished',
    ])
  })

  it('restores a copy where no database stands, and only one that is whole', async () => {
    const { file } = await backUpSqlite(store, { dir, keep: 3, now })
    const target = join(dir, 'new', 'fieldpost.db')
    const noCopy = join(dir, 'note.db')
    writeFileSync(noCopy, 'not a database at all, but long enough to be looked at')
    const cut = join(dir, 'cut.db')
    copyFileSync(file, cut)
    truncateSync(cut, 60_000)
    expect(await restoreSqlite(join(dir, 'gone.db'), target)).toBe('missing')
    expect(await restoreSqlite(noCopy, target)).toBe('damaged')
    expect(await restoreSqlite(cut, target)).toBe('damaged')
    expect(readdirSync(join(dir, 'new'))).toEqual([])
    // What a process that was killed left behind is somebody's last hour.
    writeFileSync(`${target}-wal`, '')
    expect(await restoreSqlite(file, target)).toBe('occupied')
    rmSync(`${target}-wal`)
    expect(await restoreSqlite(file, target)).toBeUndefined()
    expect(statSync(target).mode & 0o077).toBe(0)
    expect(await migrate(`file:${target}`)).toEqual({ applied: [] })
    expect(await restoreSqlite(file, target)).toBe('occupied')
  })
})
