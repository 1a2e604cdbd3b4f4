import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { refuseInsideTransaction } from '../transaction-scope.ts'

/** Refuses writes that go around the caller's own open transaction, as on SQLite. */
export function guardAdapter(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect()
      const { queryRaw, executeRaw, startTransaction } = adapter
      adapter.queryRaw = (query) => {
        if (!/^\s*select\b/i.test(query.sql)) refuseInsideTransaction()
        return queryRaw.call(adapter, query)
      }
      adapter.executeRaw = (query) => {
        refuseInsideTransaction()
        return executeRaw.call(adapter, query)
      }
      adapter.startTransaction = (isolationLevel) => {
        refuseInsideTransaction()
        return startTransaction.call(adapter, isolationLevel)
      }
      return adapter
    },
  }
}
