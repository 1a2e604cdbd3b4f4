import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../tools/database/temporary-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresDesk: string
  }
}

/**
 * One PostgreSQL for the whole run, whose new databases are born migrated. It is started when the first test asks for it
 * at the desk, an address that answers with its URL: a run of pure tests does without.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<TemporaryPostgres> | undefined
  const start = async () => {
    const postgres = await startTemporaryPostgres()
    await migrate(postgres.urlOf('template1'))
    return postgres
  }
  const desk = createServer((_request, response) => {
    starting ??= start()
    starting.then(
      (postgres) => response.end(postgres.urlOf('postgres')),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('postgresDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.close()
    await (await starting)?.stop()
  }
}
