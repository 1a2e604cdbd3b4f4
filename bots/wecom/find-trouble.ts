import { AppError, PlatformRefused } from '../../src/errors.ts'
import type { Translate } from '../../src/i18n/translate.ts'
import { type Finding, ill } from '../../src/services/doctor/finding.ts'

/** What WeCom says of itself decides what to do; else the account is to be looked at. */
export const findTrouble = (t: Translate, what: string, error: unknown): Finding =>
  ill(
    what,
    error instanceof PlatformRefused && error.kind ? t(`refusals.${error.kind}`) : t('wecom.doctor.mend'),
  )

export const reasonOf = (error: unknown): string => (error instanceof AppError ? error.message : 'unexpected')
