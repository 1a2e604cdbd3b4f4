import { ConfigError } from '../errors.ts'
import type { StoreTarget } from './store-url.ts'

/** Node's, SQLite's and PostgreSQL's codes for what whoever installs it can mend. */
const files: Record<string, string> = {
  EACCES: 'may not be written by this user',
  EEXIST: 'lies below something that is no folder',
  EROFS: 'lies on a file system that is read-only',
  ENOTDIR: 'lies below something that is no folder',
  SQLITE_CANTOPEN: 'cannot be opened: see that it is a file and that its folder may be written by this user',
  SQLITE_READONLY: 'may not be written by this user',
  SQLITE_NOTADB: 'is no SQLite database: move it away, or name another file',
  SQLITE_BUSY: 'is in use: stop what works on it first',
  SQLITE_CORRUPT: 'is damaged: restore a backup (docs/operations.md)',
}
const servers: Record<string, string> = {
  ECONNREFUSED: 'nobody listens at its host and port: start the server, or put the address right',
  ENOTFOUND: 'its host is not known: put the address right',
  EAI_AGAIN: 'its host cannot be looked up now: see to the network',
  ETIMEDOUT: 'its host does not answer: see to the network and the firewall',
  EHOSTUNREACH: 'its host cannot be reached: see to the network',
  ERR_INVALID_URL: 'it is no address: postgresql://user@host:5432/database',
  '28P01': 'the server refuses the password',
  '28000': 'the server refuses the user',
  '3D000': 'the server has no database of that name: create it first',
  '42501': 'the user may not create tables there',
}

/** A ConfigError where the failure is one that can be mended outside; anything else as it came. */
export function toOpenError(error: unknown, target: StoreTarget): unknown {
  const { code: given, message } = error as { code?: unknown; message?: unknown }
  // The driver's own words for a server that says nothing at all.
  const code = message === 'timeout expired' ? 'ETIMEDOUT' : String(given ?? '')
  if (target.provider === 'sqlite') {
    // Extended codes, such as SQLITE_CANTOPEN_ISDIR, begin with the plain one.
    const known = Object.keys(files).find((key) => code.startsWith(key))
    return known ? new ConfigError([`DATABASE_URL ${target.file} ${files[known]}`]) : error
  }
  // The address may hold a password, so it is not repeated.
  return servers[code] ? new ConfigError([`DATABASE_URL (PostgreSQL): ${servers[code]}`]) : error
}
