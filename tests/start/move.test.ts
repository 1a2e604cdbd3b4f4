import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createTestDatabase } from '../support/databases.ts'
import { complete, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-move-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it('npm run move takes a company from SQLite to PostgreSQL, and the product starts there', {
  timeout: 300_000,
}, async () => {
  const env = { ...complete, DATABASE_URL: `file:${join(dir, 'old.db')}`, LOG_LEVEL: 'info' }
  const postgres = await createTestDatabase('postgresql', { isMigrated: false })
  const there = { ...env, DATABASE_URL: postgres.url }
  const folder = join(dir, 'export')
  const move = (on: typeof env, ...args: string[]) =>
    run('tools/move.js', dir, on, [...args, '--lang', 'en']).ended
  try {
    await seedTeam(env)
    const exported = await move(env, 'export', folder)
    expect(exported.code, exported.output).toBe(0)
    const { tables } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const rows = tables.reduce((sum: number, table: { rows: number }) => sum + table.rows, 0)
    expect(exported.output).toContain(`${rows} rows of ${tables.length} tables`)

    const imported = await move(there, 'import', folder)
    expect(imported.code, imported.output).toBe(0)
    expect(imported.output).toMatch(/Events: [1-9]\d*, each linked/)
    const product = run('src/main.js', dir, there)
    try {
      const url = await product.ready
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
    } finally {
      product.child.kill('SIGKILL')
      await product.ended
    }
  } finally {
    await postgres.drop()
  }
})
