import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runProcess } from '../crash/run-process.ts'
import { keepSealed, takeLeaks } from '../support/log-watch.ts'
import { complete, run } from './product.ts'

/** What a process says is looked through whole: also what is no line of a log, such as a stack (ASVS 16.2.5). */
const dir = mkdtempSync(join(tmpdir(), 'fieldpost-watch-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const talkative = join(dir, 'talkative.cjs')
writeFileSync(
  talkative,
  `console.log('configured with ' + process.env.VAULT_LOOKUP_KEY)
console.error('typed by 孟晓棠')
throw new Error('at ' + process.env.DATABASE_URL)`,
)
const env = { ...complete, DATABASE_URL: 'postgresql://fieldpost:k7-only-here@127.0.0.1:1/x' }

it.each([
  [
    'run by itself',
    () => run('tools/keys.js', dir, { ...env, NODE_OPTIONS: `--require ${talkative}` }).ended,
  ],
  ['of a company that is killed', () => runProcess(talkative, dir, env, undefined, () => undefined).ended],
])('sees what a process says in plain words, %s', async (_name, say) => {
  keepSealed({ patientName: '孟晓棠' })
  await say()
  const leaks = takeLeaks()
  for (const part of ['configured with', 'typed by', 'Error: at postgresql://'])
    expect(leaks.filter((line) => line.includes(part))).toHaveLength(1)
})
