import { type Logger, pino } from 'pino'

/**
 * One line an event, static message, data in fields. Ids only: an answer, a token or a patient's data in a log is a
 * leak. Errors are written with their own message, which by the house's rule holds none either.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['token', 'secret', '*.token', '*.secret', 'headers.authorization'],
      censor: '[redacted]',
    },
  })
}
