import type { FastifyRequest } from 'fastify'
import { AppError, type ErrorCode } from '../errors.ts'
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

/** Somebody tried what they may not, or too often, or came with what lets nobody in (ASVS 16.3). */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknown_person',
  'link_expired',
  'not_permitted',
  'rate_limited',
])

/** The route and not the address, which may be a link: who, from where, and why not. */
export function logRefusal(
  office: Office,
  error: unknown,
  request: FastifyRequest,
  personId: string | undefined,
): void {
  if (!(error instanceof AppError) || !refusals.has(error.code)) return
  const { method, routeOptions, id: requestId, ip } = request
  const who = personId === undefined ? {} : { actorId: personId }
  office.log.info({ requestId, ip, method, route: routeOptions.url, code: error.code, ...who }, 'refused')
}
