import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { msPerDay } from '../../src/clock.ts'
import { getRecordType } from '../../src/records/registry.ts'
import { lookupOf, placeOf, sealAnswers } from '../../src/services/records/seal-answers.ts'
import { forgetSubject } from '../../src/services/subject/forget-subject.ts'
import { purgeOld } from '../../src/services/upkeep/purge-old.ts'
import { backUpSqlite } from '../../src/store/backup.ts'
import { scrubSealed } from '../../src/store/scrub.ts'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import type { PostgresStore, SqliteStore } from '../../src/store/store.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-scrub-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Enough that pages of the table and of its index are split and merged. */
const referrals = 450
const phoneOf = (i: number) => `139${String(i).padStart(8, '0')}`

describe.each(databases)('what was purged or forgotten is in no byte that %s keeps', (provider) => {
  const opened = useTestOffice(provider)
  const { fields } = getRecordType('referral')
  const idOf = (i: number) => `r${(i * 7919) % 1_000}-${i}`
  const answersOf = (i: number) => ({
    patientName: `孟晓棠${i}`,
    patientPhone: phoneOf(i),
    disease: `混合痔${'，'.repeat(i % 30)}`,
  })
  const fill = async () => {
    const { office, actors, clock } = opened()
    const at = (i: number) => new Date(clock.now().getTime() - (i % 3 === 0 ? 10 : 400) * msPerDay)
    await office.store.transaction((tx) =>
      tx.record.createMany({
        data: Array.from({ length: referrals }, (_, i) => ({
          ...{ id: idOf(i), type: 'referral', number: `RF-${i}`, status: 'ready' },
          ...{ ownerId: actors.rep.personId, teamId: actors.rep.teamId, revision: 1 },
          ...{ createdAt: at(i), updatedAt: at(i), statusAt: at(i) },
        })),
      }),
    )
    const rows = Array.from({ length: referrals }, (_, i) =>
      Object.entries(answersOf(i)).map(([field, value]) => ({
        ...{ recordId: idOf(i), field, ...office.vault.seal(value, placeOf(idOf(i), field)) },
        lookup:
          field === 'disease'
            ? null
            : lookupOf(office, field, `sensitive-${field === 'patientPhone' ? 'phone' : 'text'}`, value),
        updatedAt: clock.now(),
      })),
    )
    await office.store.transaction((tx) => tx.sensitiveValue.createMany({ data: rows.flat() }))
    // Some were identified anew: what they were before goes as well.
    const before = await secrets()
    await office.store.transaction(async (tx) => {
      for (let i = 0; i < referrals; i += 10)
        await sealAnswers(office, tx, idOf(i), fields, answersOf(i + 5_000))
    })
    return new Set([...before, ...(await secrets())])
  }
  /** Sealed bytes and keyed hashes as they stand in the table now. */
  const secrets = async (): Promise<Set<string>> => {
    const rows = await opened().office.store.db.sensitiveValue.findMany()
    return new Set(
      rows.flatMap(({ sealed, lookup }) => [
        Buffer.from(sealed).toString('latin1'),
        ...(lookup ? [lookup] : []),
      ]),
    )
  }
  const bytes = async (): Promise<string> => {
    const { store } = opened().office
    if (store.provider === 'postgresql') return readRelations(store)
    const { name } = store.reader
    return readFileSync(name).toString('latin1') + readFileSync(`${name}-wal`).toString('latin1')
  }
  const left = async (known: Set<string>, from: Promise<string> | string = bytes()) => {
    const [now, raw] = [await secrets(), await from]
    return [...known].filter((secret) => !now.has(secret) && raw.includes(secret)).length
  }

  /**
   * On PostgreSQL the operator's command does what the product does to its file; it keeps what somebody who began to
   * read before may still see, such as the server's own look at its statistics, so that it may have to be given again.
   */
  const isGone = (known: Set<string>) =>
    vi.waitFor(async () => {
      const { store } = opened().office
      if (store.provider === 'postgresql') await vacuum(store)
      expect(await left(known)).toBe(0)
    }, patience)

  it('after the purge, after a patient asked, and in the next backup', { timeout: 300_000 }, async () => {
    const { office, actors, clock } = opened()
    const { store } = office
    const known = await fill()
    expect((await secrets()).size).toBeLessThan(known.size)
    const sqlite = store.provider === 'sqlite' ? store : undefined
    const backUp = async (to: SqliteStore) =>
      (await backUpSqlite(to, { dir, keep: 14, now: clock.now() })).file
    const old = sqlite && (await backUp(sqlite))
    expect(await purgeOld(office)).toMatchObject({ patients: (referrals * 2) / 3 })
    const asked = { phone: phoneOf(3), reason: '来函 17', platform: 'console' }
    await isGone(known)
    const kept = await secrets()
    expect(kept.size).toBe((referrals / 3) * 5)
    expect(await forgetSubject(office, actors.admin, asked)).toMatchObject({ forgotten: ['RF-3'] })
    await isGone(known)
    expect((await secrets()).size).toBe(kept.size - 5)
    if (!sqlite || !old) return
    clock.advance(msPerDay)
    const fresh = await backUp(sqlite)
    expect(await left(known, readFileSync(fresh).toString('latin1'))).toBe(0)
    // What is known is what the older one still has.
    expect(await left(known, readFileSync(old).toString('latin1'))).toBeGreaterThan(referrals)
  })

  it('waits for whoever is reading, and says when it could not', async () => {
    const { store } = opened().office
    if (store.provider === 'postgresql') {
      expect(await scrubSealed(store)).toBe(true)
      return
    }
    const reader = new SqliteDatabase(store.reader.name, { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM "SensitiveValue"').get()
    expect(await scrubSealed(store)).toBe(false)
    const scrubbing = scrubSealed(store)
    setTimeout(() => reader.exec('COMMIT'), 300)
    expect(await scrubbing).toBe(true)
    reader.close()
    // Nothing else of the database has changed by it.
    copyFileSync(store.reader.name, join(dir, 'copy.db'))
    const copy = new SqliteDatabase(join(dir, 'copy.db'))
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.pragma('foreign_key_check')).toEqual([])
    copy.close()
  })
})

async function vacuum(store: PostgresStore): Promise<void> {
  await store.pool.query('VACUUM (FULL) "SensitiveValue"')
  await store.pool.query('CHECKPOINT')
}

/** The files of the table, of its indexes and of what is too long for a row. */
async function readRelations(store: PostgresStore): Promise<string> {
  const { rows } = await store.pool.query<{ bytes: Buffer }>(
    `SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) AS bytes FROM pg_class c
      WHERE c.oid = '"SensitiveValue"'::regclass
         OR c.oid = (SELECT reltoastrelid FROM pg_class WHERE oid = '"SensitiveValue"'::regclass)
         OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = '"SensitiveValue"'::regclass)`,
  )
  return rows.map(({ bytes }) => bytes.toString('latin1')).join('')
}
