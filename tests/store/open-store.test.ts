import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/errors.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { parseStoreUrl } from '../../src/store/store-url.ts'
import { databases, openTestStore } from '../support/databases.ts'
import { createGate } from '../support/gate.ts'

describe('parseStoreUrl', () => {
  it('tells the two kinds of database apart', () => {
    expect(parseStoreUrl('file:./data/fieldpost.db')).toEqual({
      provider: 'sqlite',
      file: './data/fieldpost.db',
    })
    const url = 'postgres://fieldpost@db.example/fieldpost'
    expect(parseStoreUrl(url)).toEqual({ provider: 'postgresql', url })
  })

  it.each(['mysql://user:geheim@host/db', 'file:', 'file::memory:', './fieldpost.db', ''])(
    'refuses %s',
    (url) => {
      expect(() => parseStoreUrl(url)).toThrow(ConfigError)
      expect(() => parseStoreUrl(url)).not.toThrow('geheim')
    },
  )
})

describe.each(databases)('openStore on %s', (provider) => {
  it('answers, and closes when the transactions under way have ended', async () => {
    const { store, openAnother, close } = await openTestStore(provider)
    await store.ping()
    const another = await openAnother()
    const isOpen = createGate()
    const mayEnd = createGate()
    const writing = another.transaction(async (tx) => {
      await tx.team.create({ data: { id: 'a', key: 'a', name: 'a' } })
      isOpen.open()
      await mayEnd.opened
    })
    await isOpen.opened
    mayEnd.open()
    await writing
    expect(await store.db.team.count()).toBe(1)
    await close()
    await expect(store.ping()).rejects.toThrow()
  })
})

describe('openStore on SQLite', () => {
  it('syncs every commit to the disk unless told otherwise, and checks foreign keys', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'fieldpost-open-'))
    const url = `file:${join(dir, 'new', 'fieldpost.db')}`
    await migrate(url)
    for (const [options, level] of [
      [{}, 2n],
      [{ synchronous: 'NORMAL' }, 1n],
    ] as const) {
      const store = await openStore({ url, ...options })
      if (store.provider !== 'sqlite') throw new Error('not SQLite')
      const pragmas = await store.write((writer) =>
        ['synchronous', 'journal_mode', 'foreign_keys'].map((name) => writer.pragma(name, { simple: true })),
      )
      expect(pragmas).toEqual([level, 'wal', 1n])
      await store.close()
    }
    rmSync(dir, { recursive: true })
  })

  it('refuses a file that is not there instead of serving an empty one', async () => {
    await expect(openStore({ url: 'file:/nowhere/fieldpost.db' })).rejects.toThrow()
  })

  it('stays right when more statements are used than are kept prepared', async () => {
    const { store, close } = await openTestStore('sqlite')
    await store.db.team.create({ data: { id: 'a', key: 'a', name: 'a' } })
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 600; i += 1) {
        const rows = await store.db.$queryRawUnsafe(`SELECT "id", ${i} AS "number" FROM "Team"`)
        expect(rows).toEqual([{ id: 'a', number: BigInt(i) }])
      }
    }
    await close()
  })
})

describe('openStore on PostgreSQL', () => {
  it('runs a transaction again that lost a deadlock', async () => {
    const { store, close } = await openTestStore('postgresql')
    await store.db.team.createMany({
      data: ['a', 'b'].map((id) => ({ id, key: id, name: '' })),
    })
    let runs = 0
    const rename = (first: string, second: string) =>
      store.transaction(async (tx) => {
        runs += 1
        await tx.$executeRaw`SET LOCAL deadlock_timeout = '10ms'`
        for (const id of [first, second]) {
          const { name } = await tx.team.findUniqueOrThrow({ where: { id } })
          await tx.team.update({ where: { id }, data: { name: `${name}${first}` } })
        }
      })
    // Enough pairs that cross one another to make a deadlock certain; a lost one must leave nothing behind.
    await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 ? rename('a', 'b') : rename('b', 'a'))))
    expect(runs).toBeGreaterThan(8)
    await close()
  })
})
