import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { slackVariables } from '../support/variables.ts'
import { complete, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-doctor-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const examine = (env: Readonly<Record<string, string>>) => run('tools/doctor.js', dir, env).ended
const marked = (output: string, mark: '✓' | '✗') => output.split('\n').filter((line) => line.startsWith(mark))

describe('npm run doctor', () => {
  it('looks at what it can where nothing is configured', async () => {
    const { code, output } = await examine({ POLICY_FILE: complete.POLICY_FILE })
    expect(marked(output, '✓')[0]).toContain('演示模式')
    // The state of the holidays depends on the day on which this runs.
    expect(marked(output, '✗').filter((line) => !line.includes('节假日'))).toEqual([])
    expect(code).toBe(marked(output, '✗').length === 0 ? 0 : 1)
  })

  it('lists every problem of a configuration', async () => {
    const { code, output } = await examine({ PORT: 'x', SLACK_BOT_TOKEN: 'not-of-a-bot' })
    expect(code).toBe(1)
    expect(
      marked(output, '✗')
        .map((line) => line.split(' ')[1])
        .toSorted(),
    ).toEqual(['PORT', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'VAULT_KEYS', 'VAULT_LOOKUP_KEY'])
  })

  it('asks Slack about the token, its scopes and the channels that the policy posts to', async () => {
    const sandbox = await startSandbox({ rateLimited: false })
    try {
      const env = {
        ...complete,
        DATABASE_URL: `file:${join(dir, 'fieldpost.db')}`,
        ...slackVariables(sandbox, 'http'),
      }
      await seedTeam(env)
      await createSandboxClient(sandbox.url).changeChannel('sales-nanwan', { name: 'renamed' })
      const { code, output } = await examine(env)
      expect(code).toBe(1)
      const toMend = marked(output, '✗').join('\n')
      expect(toMend).toContain('sales-nanwan')
      expect(toMend).not.toContain('sales-qingxi')
      // Nobody has been linked yet: the product does that when it starts.
      expect(toMend).toContain('13 人没有对应平台账号')
      expect(output).not.toContain(sandbox.botToken)
    } finally {
      await sandbox.close()
    }
  })
})
