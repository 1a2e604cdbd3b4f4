import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { askDesk } from '../support/ask-desk.ts'
import { keepSecret, watchedLog } from '../support/log-watch.ts'

const compiled = await askDesk('/product')
const root = fileURLToPath(new URL('../..', import.meta.url))
const key = Buffer.alloc(32, 3).toString('base64')

/** All that a start needs but for the platform's address. */
export const complete = keepSecret({
  PORT: '0',
  POLICY_FILE: `${root}policies/default.yaml`,
  VAULT_KEYS: `test:${key}`,
  VAULT_LOOKUP_KEY: key,
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
})

export interface Ended {
  /** Null when a signal ended it. */
  code: number | null
  output: string
}

export interface Running {
  child: ChildProcess
  /** Where it listens, once it says so; rejects with what it said when it ends before. */
  ready: Promise<string>
  ended: Promise<Ended>
}

/**
 * Runs a script of ours, compiled, as a process of its own: in a folder without a .env and with these variables alone.
 * What is secret of them may stand in no line that it says.
 * @param largestFileKb the system refuses to let a file grow beyond it, as it does where the disk is full
 */
export function run(
  script: `${'src' | 'tools'}/${string}.js`,
  cwd: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  largestFileKb?: number,
): Running {
  const { PATH = '' } = process.env
  // A shell counts in blocks of half a kilobyte.
  const limit =
    largestFileKb === undefined ? [] : ['sh', '-c', `ulimit -f ${2 * largestFileKb}; exec "$@"`, 'sh']
  const [program = '', ...rest] = [...limit, process.execPath, join(compiled, script), ...args]
  const child = spawn(program, rest, {
    cwd,
    env: { PATH, ...keepSecret(env) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`
      watchedLog.write(line)
      if (line.includes('"msg":"ready"')) resolve((JSON.parse(line) as { url: string }).url)
    })
    createInterface({ input: child.stderr }).on('line', (line) => {
      output += `${line}\n`
      watchedLog.write(line)
    })
    ended.then(() => reject(new Error(output)))
  })
  // Not every test waits for it.
  ready.catch(() => undefined)
  return { child, ready, ended }
}
