import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { msPerMinute } from '../../src/clock.ts'
import { type Card, cardToText } from '../../src/forms/card.ts'
import { watchHouse } from '../../src/services/alerts/watch-house.ts'
import { useTestOffice } from '../support/office.ts'
import { complete, run } from './product.ts'

const opened = useTestOffice('sqlite')
const dir = mkdtempSync(join(tmpdir(), 'fieldpost-no-room-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('a copy for which there is no room is left nowhere, the job fails, and administrators are told until one is made', {
  timeout: 120_000,
}, async () => {
  const { office, clock, database, actors } = opened()
  const { store } = office
  if (store.provider !== 'sqlite') throw new Error('of SQLite alone')
  const file = database.url.slice('file:'.length)
  const copies = () => readdirSync(join(dirname(file), 'backups'))
  // The database itself has room: what it writes goes to its log, which is empty.
  await store.write((writer) => void writer.pragma('wal_checkpoint(TRUNCATE)'))
  const half = Math.floor(statSync(file).size / 2048)
  const env = { ...complete, DATABASE_URL: database.url }
  const backUp = (largestFileKb?: number) =>
    run('tools/job.js', dir, env, ['backup', '--slot', '2026-11-18T08:00Z'], largestFileKb).ended
  const told = async () => {
    clock.advance(5 * msPerMinute)
    await watchHouse(office)
    const where = { dedupeKey: { startsWith: 'alert:job-failing:backup' } }
    const rows = await store.db.outbox.findMany({ where, orderBy: { id: 'asc' } })
    for (const { target } of rows) expect(target).toBe(`person:${actors.admin.personId}`)
    return rows.map(({ card }) => cardToText(card as unknown as Card))
  }

  const refused = await backUp(half)
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('job failed')])
  expect(copies()).toEqual([])
  expect(await store.db.jobRun.findMany({ where: { job: 'backup' } })).toMatchObject([
    { state: 'waiting', summary: expect.stringContaining('disk') },
  ])
  expect(await told()).toEqual([])
  expect(await told()).toEqual([expect.stringContaining('定时任务 backup 最近一次没有成功')])

  expect((await backUp()).code).toBe(0)
  expect(copies()).toEqual([expect.stringMatching(/^fieldpost-\d{8}T\d{6}Z\.db$/)])
  expect(await told()).toHaveLength(2)
})
