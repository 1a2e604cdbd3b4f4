import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { readConfig } from '../../src/config.ts'
import { createTestDatabase, databases } from '../support/databases.ts'
import { slackVariables } from '../support/variables.ts'
import { keepEvidence } from './keep-evidence.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const at = new Date('2026-11-20T08:00:00Z')

it.each(databases)('what explains the problems of a house on %s is kept whole', async (provider) => {
  const sandbox = await startSandbox()
  const database = await createTestDatabase(provider)
  const config = readConfig({
    ...slackVariables(sandbox, 'http'),
    DATABASE_URL: database.url,
    POLICY_FILE: 'policies/default.yaml',
    VAULT_KEYS: `test:${key}`,
    VAULT_LOOKUP_KEY: key,
    LOG_LEVEL: 'silent',
  })
  await fetch(`${sandbox.slackApiUrl}auth.test`, { headers: { authorization: `Bearer ${sandbox.botToken}` } })
  const told = { by: 'chen', platform: 'slack', kind: 'leave', text: 'gone' } as const
  const deed = { ...told, isAcknowledged: true, answer: 'closed', askedAt: at, answeredAt: at }
  const kill = { at, clockAt: at, process: 0, by: 'after a write' }
  const house = { slack: createSandboxClient(sandbox.url), config }
  const folder = await keepEvidence(house, { deeds: [deed], kills: [kill] }, ['lost'])
  try {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect(JSON.parse(read('problems.json'))).toEqual(['lost'])
    expect(JSON.parse(read('deeds.json'))).toMatchObject([{ ...told, answer: 'closed' }])
    expect(JSON.parse(read('kills.json'))).toEqual([JSON.parse(JSON.stringify(kill))])
    expect(JSON.parse(read('traffic.jsonl'))).toMatchObject({ method: 'auth.test', ok: true })
    expect(existsSync(join(folder, provider === 'sqlite' ? 'database.db' : 'tables/manifest.json'))).toBe(
      true,
    )
  } finally {
    rmSync(folder, { recursive: true })
    await database.drop()
    await sandbox.close()
  }
})
