import { Conflict } from '../../errors.ts'
import type { MessageParams } from '../../i18n/translate.ts'

export function refuse(why: Refusal, params: MessageParams = {}, cause?: unknown): Conflict {
  const refused = new Conflict(`import refused: ${why}`, { key: `moving.${why}`, params })
  return cause === undefined ? refused : Object.assign(refused, { cause })
}

type Refusal = 'otherVersion' | 'notEmpty' | 'damaged' | 'noExport' | 'badLine' | 'notTaken' | 'notWhole'
