import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { wecomVariables } from '../support/variables.ts'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-directory-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('npm run directory', () => {
  it('writes whom the app sees as a sheet that the import takes, and writes over nothing', async () => {
    const sandbox = await startSandbox()
    const env = {
      ...complete,
      DATABASE_URL: `file:${join(dir, 'fieldpost.db')}`,
      ...wecomVariables(sandbox),
    }
    const path = join(dir, 'staff.csv')
    try {
      await createSandboxClient(sandbox.url).wecom.members.add({
        userid: 'Unseen',
        name: '看不见',
        visible: false,
      })
      const written = await run('tools/directory.js', dir, env, [path]).ended
      expect(written.code, written.output).toBe(0)
      expect(written.output).toContain('已把 13 名成员写入')
      const sheet = readFileSync(path, 'utf8')
      expect(sheet).toContain('陈小满,ChenXiaoman,南湾一组,南湾大区,')
      expect(sheet).not.toContain('Unseen')
      const imported = await run('tools/import.js', dir, env, ['people', path]).ended
      expect(imported.output).toContain('共 13 行：新增 13，')
      const again = await run('tools/directory.js', dir, env, [path]).ended
      expect(again.code).toBe(1)
      expect(again.output).toContain('已经存在')
      expect(readFileSync(path, 'utf8')).toBe(sheet)
    } finally {
      await sandbox.close()
    }
  })
})
