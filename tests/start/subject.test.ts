import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { takeLeaks } from '../support/log-watch.ts'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-subject-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const env = { ...complete, DATABASE_URL: `file:${join(dir, 'subject.db')}` }
const call = (...args: string[]) => run('tools/subject.js', dir, env, args).ended
const asked = ['--by', 'S1', '--reason', '来函 17', '--phone', '13900001234']

it('npm run subject answers an administrator, in the language that is asked for', {
  timeout: 300_000,
}, async () => {
  const people = join(dir, 'people.csv')
  writeFileSync(people, '姓名,邮箱,工号,团队,角色\n宋悦,song.yue@fieldpost.example,S1,南湾一组,管理员\n')
  expect((await run('tools/import.js', dir, env, ['people', people]).ended).code).toBe(0)
  expect(await call('show', ...asked)).toMatchObject({
    code: 1,
    output: expect.stringContaining('没有找到这位患者'),
  })
  const strange = await call('forget', ...asked, '--by', 'S2', '--lang', 'en')
  expect(strange).toMatchObject({ code: 1, output: expect.stringContaining('no administrator “S2”') })
  expect((await call('forget', ...asked, '--values')).code).toBe(2)
  // Nothing was given on standard input either.
  const nobody = await call('show', '--by', 'S1', '--reason', '来函 17')
  expect(nobody.code).toBe(1)
  expect(nobody.output).not.toMatch(/^\s+at /m)
  // Our own example of a number, to whoever gave none.
  expect(takeLeaks()).toEqual([expect.stringContaining('例如 13800138000')])
})
