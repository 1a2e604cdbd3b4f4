import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { backUp } from '../../src/services/upkeep/back-up.ts'
import { listBackups } from '../../src/store/backup.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { openStore } from '../../src/store/open-store.ts'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import { findFreePort } from '../../tools/find-free-port.ts'
import { openBrowser } from '../journeys/support/browser.ts'
import { fileRecord } from '../journeys/support/file-record.ts'
import { giveNotice } from '../journeys/support/refer.ts'
import { slackPerson } from '../journeys/support/slack/slack-person.ts'
import { keepSealed } from '../support/log-watch.ts'
import { patience } from '../support/patience.ts'
import { slackVariables } from '../support/variables.ts'
import { complete, type Running, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-restore-'))
const file = join(dir, 'fieldpost.db')
let sandbox: Sandbox
let slack: SandboxClient
let env: Record<string, string>
let product: Running

beforeAll(async () => {
  sandbox = await startSandbox({
    now: new Date('2026-11-18T08:00:00Z'),
    rateLimited: false,
    // The machine may be busy with others.
    ackTimeoutMs: patience.timeout,
    triggerLifetimeMs: patience.timeout,
  })
  slack = createSandboxClient(sandbox.url)
  env = {
    ...complete,
    // A browser comes back to the same address.
    PORT: String(await findFreePort()),
    DATABASE_URL: `file:${file}`,
    ...slackVariables(sandbox, 'http'),
    CLOCK_URL: `${sandbox.url}/clock`,
  }
  await seedTeam(env)
})
afterAll(async () => {
  product.child.kill('SIGKILL')
  await product.ended
  await sandbox.close()
  rmSync(dir, { recursive: true, force: true })
})

async function start(): Promise<string> {
  product = run('src/main.js', dir, env)
  const url = await product.ready
  const manifest = buildManifest({ publicUrl: url, mode: 'http' })
  await slack.app.configure({ mode: 'http', requestUrl: `${url}/slack/events`, manifest })
  return url
}

/** As the job does in the night. */
async function copyDatabase(): Promise<string> {
  const { office, close } = await openOffice(readConfig({ ...env, LOG_LEVEL: 'silent' }))
  try {
    await backUp(office)
  } finally {
    await close()
  }
  // The product made one of its own at its start.
  return listBackups(join(dir, 'backups'))[0] ?? ''
}

function ask<Row>(sql: string): Row[] {
  const db = new SqliteDatabase(file, { readonly: true })
  try {
    return db.prepare<[], Row>(sql).all()
  } finally {
    db.close()
  }
}

it('a day is restored from the copy that was made while people worked', { timeout: 480_000 }, async () => {
  const [chen, xu, lin] = ['chen', 'xu', 'lin'].map((handle) => slackPerson(slack, handle)) as [
    ReturnType<typeof slackPerson>,
    ReturnType<typeof slackPerson>,
    ReturnType<typeof slackPerson>,
  ]
  const url = await start()
  const number = await giveNotice(chen)
  const browser = openBrowser(url)
  const form = await browser.open(
    await (await chen.awaitsButton('填写患者身份', number)).link('填写患者身份'),
  )
  const at = form.path.replace(/\/do\/.*/, '')
  const patient = keepSealed({ patientName: '孟晓棠', patientPhone: '139 0000 1234' })
  expect((await form.send(patient)).status).toBe(200)
  const half = await (await chen.begin('周计划')).fill({ 本周目标: '写到一半' })
  await half.leave()
  const drafts = () => ask(`SELECT 1 FROM "Draft" WHERE "values" LIKE '%写到一半%'`)
  await expect.poll(drafts).toHaveLength(1)

  // What waits to be sent when the copy is made: Slack takes none of it at that hour.
  await slack.faults.add({ on: 'api', method: 'chat.postMessage', effect: 'http-500', times: 100 })
  await fileRecord(xu, '请假', { 类型: '年假', 开始日期: '2026-11-19', 结束日期: '2026-11-19' })
  const isWaiting = () =>
    ask(`SELECT 1 FROM "Outbox" WHERE "attempts" > 0 AND "nextAt" IS NOT NULL`).length > 0
  await expect.poll(isWaiting, patience).toBe(true)
  const [copy] = await Promise.all([
    copyDatabase(),
    slack.as('fang').command('/log', '拜访霞湾康民诊所 新客户 30分钟'),
    slack.as('tang').command('/log', '拜访霞湾康民诊所 老客户 20分钟'),
  ])
  await slack.faults.clear()
  await lin.awaits('请假 LV-')
  await fileRecord(chen, '周计划', { 本周目标: '备份之后才写' })

  product.child.kill('SIGKILL')
  await product.ended
  mkdirSync(join(dir, 'lost'))
  for (const each of readdirSync(dir).filter((each) => each.startsWith('fieldpost.db')))
    renameSync(join(dir, each), join(dir, 'lost', each))
  const restored = await run('tools/restore.js', dir, env, [copy, '--lang', 'en']).ended
  expect(restored.code, restored.output).toBe(0)
  expect(restored.output).toMatch(/before they are sent: [1-9]/)
  expect(restored.output).toContain('Logins ended: 1')

  await start()
  await expect.poll(isWaiting, patience).toBe(false)
  await slack.idle()
  // What was sent after the copy was made was found in Slack, and stands there once.
  expect(await lin.told('请假 LV-')).toHaveLength(1)
  const records = ask<{ type: string; count: number }>(
    `SELECT "type", count(*) AS "count" FROM "Record" WHERE "type" <> 'customer' GROUP BY "type" ORDER BY "type"`,
  )
  expect(records).toEqual([
    { type: 'leave', count: 1 },
    { type: 'referral', count: 1 },
  ])
  expect(drafts()).toHaveLength(1)
  // Whoever was logged in is not; a new login reads the sealed answers.
  expect((await openBrowser(url).get(at)).body).not.toContain('孟晓棠')
  expect((await browser.get(at)).body).not.toContain(number)
  await (await lin.awaitsButton('批准', '请假 LV-')).press('批准')
  await xu.awaits('请假 LV-', '已批准')
  const store = await openStore({ url: `file:${file}` })
  expect((await verifyEvents(store)).faults).toEqual([])
  await store.close()
})
