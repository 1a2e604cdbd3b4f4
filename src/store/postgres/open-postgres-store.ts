import { setTimeout as wait } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { traceAttempts } from '../../trace.ts'
import { isTransactionConflict } from '../database-errors.ts'
import type { StoreOptions } from '../open-store.ts'
import type { PostgresStore } from '../store.ts'
import { createTransactionScope, refuseInsideTransaction } from '../transaction-scope.ts'
import { guardAdapter } from './guard-adapter.ts'
import { openPool, usualWaits } from './open-pool.ts'

const transactionLimits = { maxWait: 30_000, timeout: 30_000 }
const maxConnections = 10
/** One batch of deliveries is kept at a time, and one ticked off. */
const maxForDeliveries = 2
const maxAttempts = 5

export async function openPostgresStore(
  connectionString: string,
  {
    logger,
    waits = usualWaits,
    guardsTransactions = false,
  }: Pick<StoreOptions, 'logger' | 'waits' | 'guardsTransactions'>,
): Promise<PostgresStore> {
  const onLost = (error: Error) => logger?.warn({ error: error.message }, 'database connection lost')
  const pool = openPool({ connectionString, max: maxConnections, waits, onLost })
  const { deliveryMs } = waits
  // Of their own: what a platform delivers waits neither for a free connection nor as long as other work may.
  const deliveries = openPool({
    connectionString,
    max: maxForDeliveries,
    waits: { ...waits, connectMs: deliveryMs, statementMs: deliveryMs },
    queryMs: deliveryMs,
    onLost,
  })

  const { PrismaClient } = await import('../generated/postgresql/client.ts')
  const db = new PrismaClient({
    adapter: guardAdapter(new PrismaPg(pool, { statementNameGenerator: createStatementNames() })),
    transactionOptions: transactionLimits,
  })

  const inScope = createTransactionScope(guardsTransactions)
  const transaction: PostgresStore['transaction'] = async (work) => {
    refuseInsideTransaction()
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await traceAttempts((attempt) =>
          db.$transaction((tx) => attempt(() => inScope(() => work(tx)))),
        )
      } catch (error) {
        if (attempt >= maxAttempts || !isTransactionConflict(error)) throw error
        await wait(2 ** attempt * 5)
      }
    }
  }

  return {
    provider: 'postgresql',
    db,
    pool,
    deliveries,
    transaction,
    ping: async () => {
      await deliveries.query('SELECT 1')
    },
    close: async () => {
      await db.$disconnect()
      await Promise.all([pool.end(), deliveries.end()])
    },
  }
}

/** Names statements so that each connection prepares them once; past the limit they stay without a name. */
function createStatementNames(limit = 500): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known) return known
    if (names.size >= limit) return ''
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}
