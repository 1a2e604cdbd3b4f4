import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** A run of its own with this project's configuration, PostgreSQL included: its exit code. */
async function runTest(body: string): Promise<number> {
  const dir = mkdtempSync('tests/gate-')
  try {
    const file = `${dir}/one.test.ts`
    writeFileSync(
      file,
      `import { expect, it } from 'vitest'\nimport { openTestStore } from '../support/databases.ts'\nit('one', async () => { const { close } = await openTestStore('postgresql'); await close(); ${body} })\n`,
    )
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], {
      stdio: 'ignore',
    })
    const [code] = (await once(child, 'exit')) as [number]
    return code
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

it('ends with an error when a test fails, and without one when it passes', async () => {
  expect(await runTest('expect(1).toBe(2)')).toBe(1)
  expect(await runTest('expect(1).toBe(1)')).toBe(0)
}, 120_000)
