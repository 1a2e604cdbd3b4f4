import { AppError, errorTable, ValidationError } from '../errors.ts'
import { type Language, speak } from '../i18n/translate.ts'

/** What a person reads of a failure. `requestId` leads to the log where we did not expect it. */
export function sayFailure(error: unknown, language: Language, requestId: string): string {
  const t = speak(language)
  if (error instanceof ValidationError) {
    const each = error.fieldErrors.map(({ say }) => `• ${t(say.key, say.params)}`)
    return [t(error.say.key, error.say.params), ...each].join('\n')
  }
  if (error instanceof AppError) return t(error.say.key, error.say.params)
  return t('errors.unexpected', { requestId })
}

/** The same delivery, worked again later, may succeed. */
export function isWorthRepeating(error: unknown): boolean {
  return !(error instanceof AppError) || errorTable[error.code].isRetryable
}
