import { AppError, errorTable, type Saying, ValidationError } from '../errors.ts'
import { logFault, statusOf } from '../http/log-fault.ts'
import type { MessageKey } from '../i18n/translate.ts'
import type { Office } from '../services/office.ts'

export interface ErrorReply {
  status: number
  say: Saying
  title: MessageKey
}

/** What a page answers to an error. */
export function toReply(office: Office, error: unknown, requestId: string): ErrorReply {
  if (error instanceof AppError) {
    const title = error.code === 'link_expired' ? 'web.link.expiredTitle' : 'web.failedTitle'
    return { status: errorTable[error.code].status, say: error.say, title }
  }
  const status = statusOf(error)
  if (status === 413) return { status, say: { key: 'web.tooLarge' }, title: 'web.failedTitle' }
  if (status < 500) return { status, say: { key: 'web.noPage' }, title: 'web.failedTitle' }
  logFault(office, error, { requestId, at: 'page' })
  return { status, say: { key: 'errors.unexpected', params: { requestId } }, title: 'web.failedTitle' }
}

/** By dotted path, for the form; a fault of the whole has no field to stand beside. */
export function listFieldErrors(error: unknown): readonly { field: string; say: Saying }[] {
  return error instanceof ValidationError ? error.fieldErrors : []
}
