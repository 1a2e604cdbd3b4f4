/**
 * Everything that can go wrong and that somebody can act on.
 *
 * `message` is for logs and never holds an answer, a token or patient data; `say` is what the user reads,
 * a catalog key with its parameters.
 */
import type { MessageKey, MessageParams } from './i18n/translate.ts'

export interface Saying {
  key: MessageKey
  params?: MessageParams
}

/** One thing wrong with one answer; `field` is a dotted path such as `visits.2.customer`. */
export interface FieldError {
  field: string
  say: Saying
}

export type ErrorCode =
  | 'config'
  | 'bad_request'
  | 'validation'
  | 'not_permitted'
  | 'not_found'
  | 'invalid_transition'
  | 'stale_revision'
  | 'conflict'
  | 'unknown_person'
  | 'link_expired'
  | 'platform_refused'
  | 'platform_unreachable'
  | 'rate_limited'

/** HTTP status, and whether the same request may succeed later. One table for every front end. */
export const errorTable: Record<ErrorCode, { status: number; isRetryable: boolean }> = {
  config: { status: 500, isRetryable: false },
  bad_request: { status: 400, isRetryable: false },
  validation: { status: 422, isRetryable: false },
  not_permitted: { status: 403, isRetryable: false },
  not_found: { status: 404, isRetryable: false },
  invalid_transition: { status: 409, isRetryable: false },
  stale_revision: { status: 409, isRetryable: false },
  conflict: { status: 409, isRetryable: false },
  unknown_person: { status: 401, isRetryable: false },
  link_expired: { status: 410, isRetryable: false },
  platform_refused: { status: 502, isRetryable: false },
  platform_unreachable: { status: 503, isRetryable: true },
  rate_limited: { status: 429, isRetryable: true },
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly say: Saying

  constructor(code: ErrorCode, message: string, say: Saying, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
    this.say = say
  }
}

export class ConfigError extends AppError {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super('config', `configuration:\n${problems.map((p) => `  - ${p}`).join('\n')}`, { key: 'errors.config' })
    this.problems = problems
  }
}

export class ValidationError extends AppError {
  readonly fieldErrors: readonly FieldError[]
  constructor(fieldErrors: readonly FieldError[]) {
    super('validation', `refused: ${fieldErrors.map((e) => `${e.field} ${e.say.key}`).join(', ')}`, {
      key: 'errors.validation',
    })
    this.fieldErrors = fieldErrors
  }
}

/** Also stands for "missing" where telling the two apart would reveal that a record exists. */
export class NotFound extends AppError {
  constructor(what: string) {
    super('not_found', `${what} not found`, { key: 'errors.notFound' })
  }
}

export class NotPermitted extends AppError {
  constructor(what: string, say: Saying = { key: 'errors.notPermitted' }) {
    super('not_permitted', `${what} not permitted`, say)
  }
}

export class InvalidTransition extends AppError {
  readonly action: string
  readonly status: string
  /** The record, where its reader may be led to it. */
  readonly recordId: string | undefined
  /** @param overtaken who brought the record where it stands, in the reader's language */
  constructor(action: string, status: string, overtaken?: { recordId: string; why: string }) {
    super(
      'invalid_transition',
      `${action} does not start from ${status}`,
      overtaken
        ? { key: 'errors.overtaken', params: { why: overtaken.why } }
        : { key: 'errors.invalidTransition' },
    )
    this.action = action
    this.status = status
    this.recordId = overtaken?.recordId
  }
}

/** The record has moved on; `current` is the revision now in force. */
export class StaleRevision extends AppError {
  readonly current: number
  constructor(given: number, current: number) {
    super('stale_revision', `revision ${given} given, ${current} in force`, { key: 'errors.staleRevision' })
    this.current = current
  }
}

export class Conflict extends AppError {
  constructor(message: string, say: Saying) {
    super('conflict', message, say)
  }
}

/** The key of this submission is there already, and what came with it was something else. */
export class SentBefore extends Conflict {
  readonly recordId: string
  readonly revision: number
  /** Digest of what was sent now. */
  readonly sent: string
  /** Nothing has been done to the record since by anybody else, so that this can only be a correction of it. */
  readonly isCorrection: boolean
  constructor(record: { id: string; number: string; revision: number }, sent: string, isCorrection: boolean) {
    super('sent before with other content', { key: 'records.sentBefore', params: { number: record.number } })
    this.recordId = record.id
    this.revision = record.revision
    this.sent = sent
    this.isCorrection = isCorrection
  }
}

export class UnknownPerson extends AppError {
  constructor() {
    super('unknown_person', 'identity is not linked to a person', { key: 'errors.unknownPerson' })
  }
}

export class LinkExpired extends AppError {
  /** @param minutes how long a link is good, as the policy has it */
  constructor(minutes: number) {
    super('link_expired', 'link expired, used or not for this person', {
      key: 'errors.linkExpired',
      params: { minutes },
    })
  }
}

/**
 * Why a platform refuses, as far as an administrator can do something about it. What to do stands in the catalogs under
 * `refusals`.
 */
export const refusalKinds = [
  'not-visible',
  'no-licence',
  'left',
  'no-account',
  'credentials',
  'address',
  'permission',
  'domain',
  'channel-unknown',
  'channel-key',
  'channel-range',
  'channel-size',
  'too-large',
] as const
export type RefusalKind = (typeof refusalKinds)[number]

/** Those that are about one person, whom the platform does not reach. */
export const personRefusals = [
  'not-visible',
  'no-licence',
  'left',
  'no-account',
] as const satisfies readonly RefusalKind[]

/** Those that are about us: nothing of ours gets in until that is put right, whatever it is. */
export const houseRefusals = ['credentials', 'address'] as const satisfies readonly RefusalKind[]

/** The platform answered and said no; repeating the call changes nothing. */
export class PlatformRefused extends AppError {
  readonly reason: string
  readonly kind: RefusalKind | undefined
  constructor(reason: string, options: ErrorOptions & { kind?: RefusalKind | undefined } = {}) {
    super('platform_refused', `platform refused: ${reason}`, { key: 'errors.platformRefused' }, options)
    this.reason = reason
    this.kind = options.kind
  }

  /** Whether it is about us, and not about what was asked. */
  get isOfHouse(): boolean {
    return houseRefusals.some((kind) => kind === this.kind)
  }
}

/** The platform lets us write to nobody who has not written to us: told again once they have. */
export class NotMetYet extends PlatformRefused {
  /** With this its message ends, by which the outbox knows it. */
  static readonly why = 'they have to write to the bot once'
  constructor(what: string) {
    super(`${what}; ${NotMetYet.why}`)
  }
}

/** No answer, or none that says what happened: the call may or may not have taken effect. */
export class PlatformUnreachable extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super('platform_unreachable', message, { key: 'errors.platformUnreachable' }, options)
  }
}

export class RateLimited extends AppError {
  readonly retryAfterMs: number
  /** Whether everything on the platform has to wait, or only what goes to the same place. */
  readonly scope: 'platform' | 'place'
  constructor(retryAfterMs: number, scope: 'platform' | 'place' = 'platform') {
    super('rate_limited', `rate limited for ${retryAfterMs} ms`, { key: 'errors.rateLimited' })
    this.retryAfterMs = retryAfterMs
    this.scope = scope
  }
}
