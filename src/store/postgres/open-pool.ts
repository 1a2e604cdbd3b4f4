import { Socket } from 'node:net'
import pg from 'pg'

/** How long is waited for PostgreSQL, in milliseconds. */
export interface PostgresWaits {
  /** Until a connection stands, or one of the pool is free. */
  connectMs: number
  /** For one statement: then the server ends it. More than a digest of a large company takes. */
  statementMs: number
  /** For the next byte on a connection that is in use: longer than a statement, or a transaction that reckons. */
  silentMs: number
  /** Until a connection that nobody uses is closed: before it could be taken for a silent one. */
  idleMs: number
  /** For a delivery to be kept. WeCom waits five seconds for the acknowledgement and sends it again. */
  deliveryMs: number
}

export const usualWaits: PostgresWaits = {
  connectMs: 10_000,
  statementMs: 60_000,
  silentMs: 65_000,
  idleMs: 10_000,
  deliveryMs: 4_000,
}

/** The system notices within half a minute that nobody is at the other end, unless something is still to be sent. */
const kept = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

export interface PoolOptions {
  connectionString: string
  max: number
  waits: Omit<PostgresWaits, 'deliveryMs'>
  /** Until a query fails and its connection is thrown away: where each is the pool's own, and in no transaction. */
  queryMs?: number
  /** Told of connections that broke while nobody used them. */
  onLost(error: Error): void
}

/** Connections that break are made anew, also where a network swallows everything without a word. */
export function openPool({ connectionString, max, waits, queryMs, onLost }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'fieldpost',
    connectionTimeoutMillis: waits.connectMs,
    statement_timeout: waits.statementMs,
    query_timeout: queryMs,
    idleTimeoutMillis: waits.idleMs,
    stream: () => openSocket(waits.silentMs),
    ...kept,
  })
  // Without a listener a connection that breaks while idle ends the process.
  pool.on('error', onLost)
  return pool
}

/** For statements that may take as long as they like: a migration, a move of everything. */
export function createPatientClient(connectionString: string, application_name: string): pg.Client {
  return new pg.Client({
    connectionString,
    application_name,
    connectionTimeoutMillis: usualWaits.connectMs,
    ...kept,
  })
}

/**
 * The driver's own time-out leaves the connection as it is, and Prisma gives it back after a transaction: whoever got
 * it next would wait as well. One that is cut fails everything that waits on it, and leaves the pool.
 */
function openSocket(silentMs: number): Socket {
  const socket = new Socket()
  socket.setTimeout(silentMs, () => {
    socket.destroy(Object.assign(new Error('PostgreSQL has fallen silent'), { code: 'ETIMEDOUT' }))
  })
  return socket
}
