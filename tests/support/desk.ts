import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../tools/database/temporary-postgres.ts'
import { buildProduct } from './build-product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    desk: string
  }
}

/**
 * One migrated SQLite file to copy, one PostgreSQL, whose new databases are born migrated, the product compiled and the
 * page of the local workspace, for the whole run. They are made when the first test asks at the desk, an address that
 * answers /sqlite with the file, /postgresql with the server's URL, /product with the folder and /page once it is
 * built: a run of pure tests does without.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-tests-'))
  let sqlite: Promise<string> | undefined
  let postgres: Promise<TemporaryPostgres> | undefined
  let product: ReturnType<typeof buildProduct> | undefined
  let page: Promise<unknown> | undefined

  const answer = async (path: string | undefined): Promise<string> => {
    if (path === '/sqlite') {
      sqlite ??= migrateSqlite(join(dir, 'base.db'))
      return sqlite
    }
    if (path === '/product') {
      product ??= buildProduct()
      return (await product).dir
    }
    if (path === '/page') {
      // Built anew it would be half written under the eyes of another test.
      page ??= promisify(execFile)(process.execPath, ['--import', 'tsx', 'sandbox/page/build.ts'])
      await page
      return ''
    }
    postgres ??= startMigratedPostgres()
    return (await postgres).urlOf('postgres')
  }

  const server = createServer((request, response) => {
    // Kept open it might be closed just as a busy test asks again.
    response.setHeader('connection', 'close')
    answer(request.url).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('desk', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    await (await postgres)?.stop()
    ;(await product)?.remove()
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
