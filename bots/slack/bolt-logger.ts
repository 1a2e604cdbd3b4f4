import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'

/** Bolt's log through ours. Its debug lines hold whole bodies and are dropped. */
export function boltLogger(log: Logger): BoltLogger {
  const text = (parts: unknown[]) => ({ said: parts.map(String).join(' ') })
  return {
    debug: () => undefined,
    info: (...parts) => log.debug(text(parts), 'slack library'),
    warn: (...parts) => log.warn(text(parts), 'slack library'),
    error: (...parts) => log.error(text(parts), 'slack library'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
