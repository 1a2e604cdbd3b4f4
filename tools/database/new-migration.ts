/**
 * `npm run db:new -- <name>`: writes the migration that leads to the models as they are now, for both
 * providers.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsDir } from '../../src/store/migrations.ts'
import { findMissingMigrations } from './find-missing-migrations.ts'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('usage: npm run db:new -- <name>, in lower case with underscores, such as add_customer_phone')
  process.exit(2)
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
for (const { provider, sql } of await findMissingMigrations()) {
  if (sql === '') {
    console.log(`${provider}: nothing to migrate`)
    continue
  }
  const dir = join(migrationsDir(provider), `${stamp}_${name}`)
  mkdirSync(dir, { recursive: true })
  // Prisma's own tools look for this file to tell which database a folder of migrations is for.
  writeFileSync(join(migrationsDir(provider), 'migration_lock.toml'), `provider = "${provider}"\n`)
  writeFileSync(join(dir, 'migration.sql'), sql)
  console.log(
    `${provider}: wrote ${dir}/migration.sql; read it, and see that it keeps the rows that are there`,
  )
}
