import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-audit-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const file = join(dir, 'audit.db')
const env = { ...complete, DATABASE_URL: `file:${file}` }
const call = (...args: string[]) => run('tools/audit.js', dir, env, args).ended

it('npm run audit verifies and exports the chain, in the language that is asked for', {
  timeout: 300_000,
}, async () => {
  const people = join(dir, 'people.csv')
  writeFileSync(people, '姓名,邮箱,工号,团队,角色\n宋悦,song.yue@fieldpost.example,S1,南湾一组,管理员\n')
  expect((await run('tools/import.js', dir, env, ['people', people]).ended).code).toBe(0)

  const whole = await call('verify')
  expect(whole).toMatchObject({ code: 0, output: expect.stringContaining('共 1 条，首尾相连') })
  const [head = ''] = /[\da-f]{64}/.exec(whole.output) ?? []
  expect(await call('verify', '--head', head, '--lang', 'en')).toMatchObject({
    code: 0,
    output: expect.stringContaining('stands at event 1'),
  })
  expect((await call('verify', '--nonsense')).code).toBe(2)

  const path = join(dir, 'audit.jsonl')
  expect((await call('export', path)).code).toBe(0)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    seq: 1,
    kind: 'people.imported',
    hash: head,
  })
  expect(statSync(path).mode & 0o077).toBe(0)
  expect(await call('export', path)).toMatchObject({ code: 1, output: expect.stringContaining('已经存在') })

  const database = new SqliteDatabase(file)
  database.exec(`UPDATE "Event" SET "diff" = '{"created": 7}' WHERE "seq" = 1`)
  database.close()
  const broken = await call('verify', '--lang', 'en', '--head', 'f'.repeat(64))
  expect(broken.code).toBe(1)
  expect(broken.output).toContain('does not hold the noted hash')
  expect(broken.output).toContain('Event 1 was changed')
  expect(broken.output).toMatch(/after: 2 .* audit\.exported console/)
})
