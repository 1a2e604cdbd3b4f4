import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportHouse } from '../../src/services/moving/export-house.ts'
import { importHouse } from '../../src/services/moving/import-house.ts'
import type { Office } from '../../src/services/office.ts'
import { revealRecord } from '../../src/services/reading/reveal-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { openTableReader } from '../../src/store/moving/open-tables.ts'
import { openStore } from '../../src/store/open-store.ts'
import { enqueue } from '../../src/store/outbox.ts'
import { createTestDatabase, databases } from '../support/databases.ts'
import { failure, useRecords } from '../support/records.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-moving-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Every row of every table, in an order of its own. */
async function readAll(url: string): Promise<Record<string, string[]>> {
  const reader = await openTableReader(url)
  const tables: Record<string, string[]> = {}
  for (const table of reader.tables) {
    const rows: string[] = []
    for await (const row of reader.rows(table)) rows.push(JSON.stringify(row, sortKeys))
    tables[table.name] = rows.sort()
  }
  await reader.close()
  return tables
}

const sortKeys = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

describe.each(databases)('a house that leaves %s', (provider) => {
  const { opened, file, act, fileReferral } = useRecords(provider)
  const target = provider === 'sqlite' ? 'postgresql' : 'sqlite'
  const folder = join(dir, provider)

  it('stands on the other database as it was, and goes on there', async () => {
    const { office, actors, database } = opened()
    const { store, clock } = office
    const referral = await fileReferral()
    await act(actors.rep, referral.id, 1, 'identify', { patientName: '孟晓棠', patientPhone: '13900001234' })
    // What breaks readers of lines, and what no Latin alphabet has.
    await file(actors.rep, { goals: '第一行\u2028“引号” \\ \t𠮷\r\n尾' })
    const at = clock.now()
    await store.db.draft.create({
      data: {
        personId: actors.rep.personId,
        formKey: 'k',
        values: { goals: ['一', null, 1.5] },
        updatedAt: at,
      },
    })
    await store.db.tally.create({
      data: { periodKey: 'p', metric: 'm', personId: 'x', value: 9_007_199_254_740_993n },
    })
    await store.db.turn.create({ data: { place: 'w', freeAt: 1_795_000_000_000.25 } })
    await store.transaction((tx) =>
      enqueue(tx, { platform: 'p', target: 'person:x', card: { title: '图' }, dedupeKey: 'pictured' }, at),
    )
    const { id: outboxId } = await store.db.outbox.findUniqueOrThrow({ where: { dedupeKey: 'pictured' } })
    await store.db.outboxPicture.create({
      data: { outboxId, name: 'a.png', png: new Uint8Array(5_000).map((_, i) => i % 256) },
    })
    // The last number was given to a row that is gone.
    await store.db.outbox.create({
      data: {
        ...{ platform: 'p', target: 'x', dedupeKey: 'gone', card: {}, state: 'sent', createdAt: at },
      },
    })
    await store.db.outbox.delete({ where: { dedupeKey: 'gone' } })

    const made = await exportHouse(office, { url: database.url, folder })
    expect(made.tables.find(({ name }) => name === 'SensitiveValue')?.rows).toBe(2)
    expect(statSync(join(folder, 'Event.jsonl')).mode & 0o077).toBe(0)
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(written.join('').includes('孟晓棠') || written.join('').includes('13900001234')).toBe(false)
    expect((await failure(exportHouse(office, { url: database.url, folder }))).say.key).toBe('moving.isThere')

    const moved = await createTestDatabase(target)
    try {
      await importHouse({ url: moved.url, folder })
      expect(await readAll(moved.url)).toEqual(await readAll(database.url))
      const there = await openStore({ url: moved.url })
      try {
        const settled: Office = { ...office, store: there }
        expect((await verifyEvents(there)).faults).toEqual([])
        expect(
          await revealRecord(settled, actors.rep, { recordId: referral.id, platform: 'web' }),
        ).toBeDefined()
        const answers = { goals: '搬家之后' }
        const plan = { type: 'weekly-plan', answers, submissionKey: 'moved', platform: 'web' }
        await fileRecord(settled, actors.colleague, plan)
        const newest = await there.db.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
        // Behind the number of the row that was gone: what is told keeps its order, and no number comes twice.
        expect(newest.id).toBeGreaterThan(outboxId + 1)
        expect((await verifyEvents(there)).faults).toEqual([])
      } finally {
        await there.close()
      }
      const refused = await failure(importHouse({ url: moved.url, folder }))
      expect(refused.say.key).toBe('moving.notEmpty')
    } finally {
      await moved.drop()
    }
  })

  it('is refused whole where the export is not as it was written', async () => {
    const { database } = opened()
    const empty = await createTestDatabase(provider)
    const refusal = async () => (await failure(importHouse({ url: empty.url, folder }))).say.key
    const change = async (name: string, by: (text: string) => string) => {
      const path = join(folder, name)
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, by(text))
      const key = await refusal()
      writeFileSync(path, text)
      return key
    }
    try {
      expect(existsSync(folder)).toBe(true)
      // A row twice, one less, one changed, one cut in the middle, one with a column that there is not.
      expect(await change('Person.jsonl', (text) => text + text.split('\n')[0])).toBe('moving.notTaken')
      expect(await change('Record.jsonl', (text) => text.split('\n').slice(1).join('\n'))).toBe(
        'moving.damaged',
      )
      expect(await change('WeeklyPlan.jsonl', (text) => text.replace('引号', '改动'))).toBe('moving.damaged')
      expect(await change('Tally.jsonl', (text) => text.slice(0, -20))).toBe('moving.badLine')
      expect(await change('Team.jsonl', (text) => text.replace('{', '{"more":1,'))).toBe('moving.badLine')
      expect(await change('manifest.json', (text) => text.slice(1))).toBe('moving.damaged')
      expect(await change('manifest.json', (text) => text.replace(/"2026\d+_\w+"/, '"20250101_old"'))).toBe(
        'moving.otherVersion',
      )
      expect(Object.values(await readAll(empty.url)).flat()).toEqual([])
      await importHouse({ url: empty.url, folder })
      expect(await readAll(empty.url)).toMatchObject({ Team: (await readAll(database.url)).Team })
    } finally {
      await empty.drop()
    }
  })
})

it('says what is missing where there is no export', async () => {
  appendFileSync(join(dir, 'note'), '')
  const refused = await failure(importHouse({ url: 'file:/nowhere/at.db', folder: dir }))
  expect(refused.say).toEqual({ key: 'moving.noExport', params: { folder: dir } })
})
