import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { complete, run } from './product.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-import-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const write = (name: string, text: string): string => {
  const path = join(dir, name)
  writeFileSync(path, text)
  return path
}
const inEnglish = write(
  'policy.yaml',
  readFileSync(complete.POLICY_FILE, 'utf8').replace(/^language: .*$/m, 'language: en'),
)
const people = write(
  'people.csv',
  '姓名,邮箱,工号,团队,角色\n宋悦,song.yue@fieldpost.example,S1,南湾一组,管理员\n',
)
const broken = write('broken.csv', '姓名,邮箱,工号,团队,角色\n宋悦,song.yue@,S1,南湾一组,管理员\n')

describe.each([
  [
    'zh-CN',
    complete.POLICY_FILE,
    { usage: '用法', row: '共 1 行', problems: '有 1 处问题', column: '不认识的列' },
  ],
  ['en', inEnglish, { usage: 'usage', row: 'Rows: 1', problems: 'Problems: 1', column: '“星座”' }],
])('npm run import, of a company that speaks %s', (name, policyFile, said) => {
  const env = { ...complete, POLICY_FILE: policyFile, DATABASE_URL: `file:${join(dir, `${name}.db`)}` }
  const call = (...args: string[]) => run('tools/import.js', dir, env, args).ended

  it('says how it is called', async () => {
    const { code, output } = await call('people')
    expect(code).toBe(2)
    expect(output).toContain(said.usage)
  })

  it('says what it would write, and what it has written', async () => {
    for (const dry of [['--dry-run'], []]) {
      const { code, output } = await call('people', people, ...dry)
      expect(code, output).toBe(0)
      expect(output).toContain(said.row)
    }
  })

  it('says what is wrong with a sheet, without a stack', async () => {
    const wrong = await call('people', broken)
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining(said.problems) })
    const strange = await call('people', write('strange.csv', '姓名,星座\n宋悦,狮子\n'))
    expect(strange).toMatchObject({ code: 1, output: expect.stringContaining(said.column) })
    const missing = await call('people', join(dir, 'nowhere.csv'))
    expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('nowhere.csv') })
    for (const { output } of [wrong, strange, missing]) expect(output).not.toMatch(/^\s+at /m)
  })

  it('names what is missing in the configuration', async () => {
    const { code, output } = await run('tools/import.js', dir, { POLICY_FILE: policyFile }, [
      'people',
      people,
    ]).ended
    expect(code).toBe(1)
    expect(output).toContain('VAULT_KEYS')
    expect(output).not.toMatch(/^\s+at /m)
  })
})
