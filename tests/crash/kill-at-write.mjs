/**
 * Preload of the crash suite (`node --import`): kills or stops the process at the n-th write that it makes, without the
 * product knowing. Of the drivers only those prototypes are changed through which statements pass.
 *
 * CRASH_NTH: which write; CRASH_WHEN: `before` it is made, `during` (sent and not answered) or `after`; CRASH_FROM:
 * `inbox` counts from the first delivery kept, `start` from the start; CRASH_SIGNAL: SIGKILL, or SIGSTOP, which is said
 * before.
 */
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'

const { CRASH_NTH, CRASH_WHEN, CRASH_FROM, CRASH_SIGNAL } = process.env
const require = createRequire(import.meta.url)
const isWrite = (sql) =>
  /^\s*(?:insert|update|delete|commit|with\b[\s\S]*\b(?:insert|update|delete))\b/i.test(sql)

let isCounting = CRASH_FROM === 'start'
let left = Number(CRASH_NTH)
function strike() {
  if (CRASH_SIGNAL === 'SIGSTOP') writeSync(1, '{"level":30,"msg":"paused"}\n')
  process.kill(process.pid, CRASH_SIGNAL)
}

/** Whether this statement is the one. */
function isTurn(sql) {
  if (!isWrite(sql)) return false
  isCounting ||= /^\s*insert into "inbox"/i.test(sql)
  if (!isCounting) return false
  left -= 1
  return left === 0
}

function patchSqlite() {
  // As src/store/sqlite/driver.ts chooses.
  const Database = require(Number(process.versions.modules) >= 137 ? 'better-sqlite3-napi' : 'better-sqlite3')
  const db = new Database(':memory:')
  const statement = Object.getPrototypeOf(db.prepare('SELECT 1'))
  db.close()
  for (const name of ['run', 'all', 'get']) {
    const original = statement[name]
    statement[name] = function (...values) {
      const turn = isTurn(this.source)
      if (turn && CRASH_WHEN === 'before') strike()
      const result = original.apply(this, values)
      if (turn && CRASH_WHEN !== 'before') strike()
      return result
    }
  }
}

function patchPostgres() {
  const { Client } = require('pg')
  const original = Client.prototype.query
  Client.prototype.query = function (query, ...rest) {
    const sql = typeof query === 'string' ? query : (query?.text ?? '')
    if (!isTurn(sql)) return original.call(this, query, ...rest)
    if (CRASH_WHEN === 'before') strike()
    const last = rest.at(-1)
    if (CRASH_WHEN === 'after' && typeof last === 'function')
      rest[rest.length - 1] = (...answer) => {
        strike()
        return last(...answer)
      }
    const result = original.call(this, query, ...rest)
    // The driver has handed it to the socket in this turn.
    if (CRASH_WHEN === 'during') strike()
    if (CRASH_WHEN === 'after') result?.then?.(strike, () => undefined)
    return result
  }
}

if (left > 0) {
  patchSqlite()
  patchPostgres()
}
