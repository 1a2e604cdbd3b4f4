import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { createTestDatabase, databases } from '../support/databases.ts'
import { botVariables } from '../support/variables.ts'
import { complete, type Running, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-smart-bot-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe.each(databases)('a process that is killed while it is the smart bot, on %s', (provider) => {
  it('leaves what it had taken to the next, which is the bot soon', { timeout: 300_000 }, async () => {
    const [sandbox, database] = await Promise.all([
      startSandbox({ rateLimited: false }),
      createTestDatabase(provider),
    ])
    const { corpId } = sandbox.wecom
    const { PORT, POLICY_FILE, VAULT_KEYS, VAULT_LOOKUP_KEY } = complete
    const env = {
      ...{ PORT, POLICY_FILE, VAULT_KEYS, VAULT_LOOKUP_KEY },
      DATABASE_URL: database.url,
      ...botVariables(sandbox),
    }
    const running: Running[] = []
    const start = async () => {
      const process = run('src/main.js', dir, env)
      running.push(process)
      await process.ready
      return process
    }
    try {
      await seedTeam(env)
      await linkChen(env, corpId)
      const { wecom } = createSandboxClient(sandbox.url)
      const first = await start()
      await wecom.bot.connection.wait()
      if (provider === 'postgresql') await start()
      // Its answer is under way, and never acknowledged.
      await wecom.faults.add({ on: 'bot', cmd: 'aibot_respond_msg', effect: 'lost' })
      const chen = wecom.bot.as('chen')
      const before = await wecom.seq()
      await chen.say('帮助')
      await expect.poll(() => wecom.bot.traffic.commands('aibot_respond_msg')).toHaveLength(1)
      first.child.kill('SIGKILL')
      await first.ended
      if (provider === 'sqlite') await start()
      const answer = await chen.message({
        from: 'bot',
        contains: '周计划',
        afterSeq: before,
        timeoutMs: 60_000,
      })
      expect(answer.words).toContain('周报')
      expect((await wecom.bot.state()).subscribed).toBe(2)
    } finally {
      for (const { child, ended } of running) {
        child.kill('SIGKILL')
        await ended
      }
      await sandbox.close()
      await database.drop()
    }
  })
})

async function linkChen(env: Readonly<Record<string, string>>, workspace: string): Promise<void> {
  const { office, close } = await openOffice(readConfig({ ...env, LOG_LEVEL: 'silent' }))
  const { db } = office.store
  const { id: personId } = await db.person.findFirstOrThrow({ where: { name: '陈小满' } })
  const at = office.clock.now()
  const account = { platform: 'wecom', workspace, platformUserId: 'ChenXiaoman', displayName: '陈小满' }
  await db.identity.create({ data: { ...account, personId, createdAt: at, updatedAt: at } })
  await close()
}
