import { type Provider, providers } from './compose-schema.ts'
import { diffMigrationsToModels } from './schema-engine.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'

/** For each provider the SQL that its migrations lack to reach the models; empty when they agree. */
export async function findMissingMigrations(): Promise<{ provider: Provider; sql: string }[]> {
  const postgres = await startTemporaryPostgres()
  const targets = {
    sqlite: { url: ':memory:' },
    postgresql: { url: postgres.urlOf('template1'), shadowUrl: postgres.urlOf('postgres') },
  }
  try {
    const missing = []
    for (const provider of providers) {
      missing.push({ provider, sql: await diffMigrationsToModels({ provider, ...targets[provider] }) })
    }
    return missing
  } finally {
    await postgres.stop()
  }
}
