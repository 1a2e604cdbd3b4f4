/** `npm run db:check`: fails when the models have moved on and a migration is missing. */
import { findMissingMigrations } from './find-missing-migrations.ts'

const missing = (await findMissingMigrations()).filter(({ sql }) => sql !== '')
for (const { provider, sql } of missing) console.error(`${provider}: the migrations lack\n${sql}`)
if (missing.length > 0) {
  console.error('Write the missing migration with: npm run db:new -- <name>')
  process.exit(1)
}
console.log('migrations and models agree')
