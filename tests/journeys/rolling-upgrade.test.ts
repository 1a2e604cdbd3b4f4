import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { migrationsDir } from '../../src/store/migrations.ts'
import { openBrowser } from './support/browser.ts'
import { fileRecord, takeLeave } from './support/file-record.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { answerSafely, giveNotice } from './support/refer.ts'
import { useWorld } from './world.ts'

const future = mkdtempSync(join(tmpdir(), 'fieldpost-future-'))
afterAll(() => rmSync(future, { recursive: true }))

describe('a rolling upgrade of two processes', () => {
  const world = useWorld('postgresql', { isBalanced: true, without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)
  it('is not noticed by who is in the middle of something', async () => {
    await Promise.all([tellPlanStory(person('chen'), person('lin')), world().restart()])
  })

  it('leaves the older processes at work on tables that a newer one widens', async () => {
    cpSync(migrationsDir('postgresql'), future, { recursive: true })
    const tables = await listTables(world().databaseUrl)
    for (const [n, table] of tables.entries()) {
      const dir = join(future, `2999010100${String(n).padStart(4, '0')}_widen`)
      mkdirSync(dir)
      writeFileSync(
        join(dir, 'migration.sql'),
        `ALTER TABLE "${table}" ADD COLUMN "newNote" TEXT, ADD COLUMN "newCount" INTEGER NOT NULL DEFAULT 0;
         CREATE INDEX "${table}_newCount_idx" ON "${table}" ("newCount");
         CREATE TABLE "newBeside${table}" ("id" INTEGER NOT NULL PRIMARY KEY);`,
      )
    }
    expect(tables.length).toBeGreaterThan(30)
    // Each connection has its statements prepared by now, for tables as they were.
    const [{ applied }] = await Promise.all([
      migrate(world().databaseUrl, future),
      fileRecord(person('xu'), '周报', { 本周小结: '升级之中' }),
      takeLeave(person('fang'), person('lin'), '2026-11-26', '2026-11-26'),
    ])
    expect(applied).toHaveLength(tables.length)
    await work('旧版之一')
  })

  it('lets an older one start on what newer code has added', async () => {
    await world().restart()
    await work('旧版之二')
    await world().goTo('2026-11-19T10:05:10Z')
  })

  /** A bit of everything that reads and writes. */
  async function work(mark: string): Promise<void> {
    await fileRecord(person('chen'), '请假', {
      类型: '年假',
      开始日期: '2026-11-25',
      结束日期: '2026-11-25',
      事由: mark,
    })
    await (await person('lin').awaitsButton('批准', mark)).press('批准')
    await person('chen').awaits(mark, '已批准')
    await person('chen').log('拜访康民 30分钟')
    const number = await giveNotice(person('xu'))
    const asked = await person('xu').awaitsButton('填写患者身份', number)
    const named = { patientName: '孟晓棠', patientPhone: '139 0000 1234' }
    expect((await answerSafely(world().url, asked, '填写患者身份', named)).status).toBe(200)
    await person('chen').home('陈小满')
    const login = await openBrowser(world().url).get('/login')
    expect(login.status).toBe(200)
  }
})

async function listTables(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  )
  await client.end()
  return rows.map(({ name }) => name)
}
