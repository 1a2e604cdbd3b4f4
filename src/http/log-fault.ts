import type { Office } from '../services/office.ts'

/** The server's own refusals of a request carry their status; whatever else is no AppError is our fault. */
export function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 ? status : 500
}

/** What nobody foresaw is logged without its text, which may hold an answer. */
export function logFault(
  office: Office,
  error: unknown,
  to: { requestId: string; at: 'page' | 'api' },
): void {
  const fault = error instanceof Error ? error : new Error('not an error')
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  office.log.error({ ...to, fault: fault.name, frames }, 'request failed')
}
