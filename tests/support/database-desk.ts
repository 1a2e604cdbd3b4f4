import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../tools/database/temporary-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseDesk: string
  }
}

/**
 * One migrated SQLite file to copy and one PostgreSQL, whose new databases are born migrated, for the whole
 * run. They are made when the first test asks at the desk, an address that answers /sqlite with the file
 * and /postgresql with the server's URL: a run of pure tests does without.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-tests-'))
  let sqlite: Promise<string> | undefined
  let postgres: Promise<TemporaryPostgres> | undefined

  const answer = async (path: string | undefined): Promise<string> => {
    if (path === '/sqlite') {
      sqlite ??= migrateSqlite(join(dir, 'base.db'))
      return sqlite
    }
    postgres ??= startMigratedPostgres()
    return (await postgres).urlOf('postgres')
  }

  const desk = createServer((request, response) => {
    answer(request.url).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  project.provide('databaseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.close()
    await (await postgres)?.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function migrateSqlite(file: string): Promise<string> {
  await migrate(`file:${file}`)
  return file
}

async function startMigratedPostgres(): Promise<TemporaryPostgres> {
  const postgres = await startTemporaryPostgres()
  await migrate(postgres.urlOf('template1'))
  return postgres
}
