import { AppError } from '../errors.ts'

/** What the driver adapters leave of a database's own error inside Prisma's. */
interface DriverCause {
  kind?: string
  originalCode?: string
  table?: string
  constraint?: { fields?: string[]; index?: string }
}

/** `key` is the constraint's columns joined by `_`, or `primary`: the same on both databases. */
export interface UniqueViolation {
  table: string
  key: string
}

/**
 * Which unique key an error says is taken, or null when it is another error. SQLite names the columns and
 * PostgreSQL the index (`Record_number_key`, `Tally_pkey`); both become `{ table: 'Record', key: 'number'
 * }`.
 */
export function findUniqueViolation(error: unknown): UniqueViolation | null {
  const cause = findDriverCause(error)
  if (cause?.kind !== 'UniqueConstraintViolation') return null
  const { fields, index } = cause.constraint ?? {}
  const table = cause.table ?? index?.split('_')[0] ?? ''
  if (cause.originalCode === 'SQLITE_CONSTRAINT_PRIMARYKEY' || index === `${table}_pkey`) {
    return { table, key: 'primary' }
  }
  return { table, key: fields?.join('_') ?? (index ?? '').slice(table.length + 1).replace(/_key$/, '') }
}

/**
 * Another transaction was first (serialization failure or deadlock): the same work may succeed when run
 * again.
 */
export function isTransactionConflict(error: unknown): boolean {
  return readCode(error) === 'P2034' || findDriverCause(error)?.kind === 'TransactionWriteConflict'
}

function findDriverCause(error: unknown): DriverCause | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const { meta, cause } = error as {
    meta?: { driverAdapterError?: { cause?: DriverCause } }
    cause?: DriverCause
  }
  return meta?.driverAdapterError?.cause ?? cause
}

function readCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

/** A short name for a failure of the database itself, such as `P1001` or `SQLITE_FULL`; undefined for any other error. */
export function readDatabaseFailure(error: unknown): string | undefined {
  if (error instanceof AppError || findUniqueViolation(error)) return undefined
  const cause = findDriverCause(error)
  const code = cause?.originalCode ?? cause?.kind ?? readCode(error)
  return typeof code === 'string' ? code : undefined
}
