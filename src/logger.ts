import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { causeOfWork } from './trace.ts'

/**
 * One line an event, static message, data in fields. Ids only: an answer, a token or a patient's data in a log is a
 * leak. Errors are written with their own message, which by the house's rule holds none either.
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    // So that one look for the id of a delivery finds whatever was said while it was worked.
    mixin: () => {
      const cause = causeOfWork()
      return cause === undefined ? {} : { cause }
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['token', 'secret', '*.token', '*.secret', 'headers.authorization'],
      censor: '[redacted]',
    },
  }
  return to ? pino(options, to) : pino(options)
}
