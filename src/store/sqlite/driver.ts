import { createRequire } from 'node:module'
import type Database from 'better-sqlite3'

const require = createRequire(import.meta.url)

/**
 * better-sqlite3, in the version that this Node can run: 13 stands on Node-API 10, which Node 20 lacks, and what 12 leaves
 * to the garbage collector aborts a process of Node 24 (docs/decisions/0020-two-drivers-for-sqlite.md). Nobody else
 * imports either, but for types.
 */
export const SqliteDatabase: typeof Database =
  Number(process.versions.modules) >= 137 ? require('better-sqlite3-napi') : require('better-sqlite3')
