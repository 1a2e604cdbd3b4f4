import type { FastifyRequest } from 'fastify'
import { AppError, errorTable, type Saying, ValidationError } from '../errors.ts'
import { findLanguage, type Language, type MessageKey } from '../i18n/translate.ts'
import type { Office } from '../services/office.ts'

export interface ErrorReply {
  status: number
  say: Saying
  title: MessageKey
}

/** What a page answers to an error. What nobody foresaw is logged without its text, which may hold an answer. */
export function toReply(office: Office, error: unknown, requestId: string): ErrorReply {
  if (error instanceof AppError) {
    const title =
      error.code === 'unknown_person'
        ? 'web.signInTitle'
        : error.code === 'link_expired'
          ? 'web.link.expiredTitle'
          : 'web.failedTitle'
    return { status: errorTable[error.code].status, say: error.say, title }
  }
  const status = statusOf(error)
  if (status === 413) return { status, say: { key: 'web.tooLarge' }, title: 'web.failedTitle' }
  if (status < 500) return { status, say: { key: 'web.noPage' }, title: 'web.failedTitle' }
  const fault = error instanceof Error ? error : new Error('not an error')
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  office.log.error({ requestId, fault: fault.name, frames }, 'page failed')
  return { status, say: { key: 'errors.unexpected', params: { requestId } }, title: 'web.failedTitle' }
}

/** The server's own refusals of a request carry their status. */
function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 ? status : 500
}

/** By dotted path, for the form; a fault of the whole has no field to stand beside. */
export function listFieldErrors(error: unknown): readonly { field: string; say: Saying }[] {
  return error instanceof ValidationError ? error.fieldErrors : []
}

/** What the browser asks for, for those we do not know yet; Chinese where it asks for nothing we have. */
export function browserLanguage(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').split(',')
  return wanted.map((part) => findLanguage(part.trim())).find((found) => found !== undefined) ?? 'zh-CN'
}
