import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Provider = 'sqlite' | 'postgresql'

/**
 * One folder of prisma/<provider>/migrations; the checksum is Prisma's own, SHA-256 of the file's bytes in
 * hex.
 */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

export function migrationsDir(provider: Provider): string {
  return join(findPrismaDir(), provider, 'migrations')
}

/** In the order in which they are applied: names start with the moment they were made. */
export function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Compiled files stand one folder deeper than their sources, so the way up is searched rather than counted.
 */
function findPrismaDir(): string {
  for (let dir = import.meta.dirname; dir !== dirname(dir); dir = dirname(dir)) {
    const prisma = join(dir, 'prisma')
    if (existsSync(join(prisma, 'models'))) return prisma
  }
  throw new Error(`no prisma folder above ${import.meta.dirname}`)
}
