import { AppError, errorTable, type FieldError, type Saying, ValidationError } from '../errors.ts'
import { logFault, statusOf } from '../http/log-fault.ts'
import { type Language, speak } from '../i18n/translate.ts'
import type { Office } from '../services/office.ts'

/** RFC 9457, with our own code and what is wrong with which answer. */
export interface ProblemReply {
  type: 'about:blank'
  status: number
  /** A closed list, for programs. */
  code: string
  /** For people, in their language. */
  detail: string
  errors?: { field: string; code: string; detail: string }[]
  /** The revision in force, where the one given has aged. */
  current?: number
  requestId: string
}

/** What the API answers to an error. */
export function toReply(
  office: Office,
  error: unknown,
  to: { language: Language; requestId: string },
): ProblemReply {
  const t = speak(to.language)
  const say = ({ key, params }: Saying) => t(key, params)
  const shared = { type: 'about:blank', requestId: to.requestId } as const
  if (error instanceof AppError) {
    return {
      ...shared,
      status: errorTable[error.code].status,
      code: error.code,
      detail: say(error.say),
      ...(error instanceof ValidationError ? { errors: error.fieldErrors.map(toDetail) } : {}),
      ...('current' in error && typeof error.current === 'number' ? { current: error.current } : {}),
    }
  }
  const status = statusOf(error)
  if (status < 500) return { ...shared, status, code: 'bad_request', detail: t('web.api.badBody') }
  logFault(office, error, { requestId: to.requestId, at: 'api' })
  return {
    ...shared,
    status: 500,
    code: 'unexpected',
    detail: t('errors.unexpected', { requestId: to.requestId }),
  }

  function toDetail({ field, say: saying }: FieldError) {
    return { field, code: saying.key, detail: say(saying) }
  }
}
