import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The product compiled into a folder of its own below the house's, where packages and migrations are found: its
 * processes start as they do in earnest, and at half the cost of compiling each of them anew.
 */
export async function buildProduct(): Promise<{ dir: string; remove(): void }> {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(join(cache, 'fieldpost-'))
  const { resolve } = createRequire(import.meta.url)
  const tsc = join(dirname(resolve('typescript/package.json')), 'bin/tsc')
  await promisify(execFile)(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', dir],
    { cwd: root },
  )
  cpSync(join(root, 'src/web/static'), join(dir, 'src/web/static'), { recursive: true })
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
