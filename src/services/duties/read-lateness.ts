import { msPerDay, msPerHour, msPerMinute } from '../../clock.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'

export interface Lateness {
  byMs: number
  /** It came after the time to make it up as well: whether it counts as absent is for the supervisor to say. */
  isTooLate: boolean
}

/**
 * By how much a record came after its deadline; undefined where the policy does not count it as late, or nothing was
 * owed.
 */
export async function readLateness(
  tx: Tx,
  type: RecordType,
  record: Pick<StoredRecord, 'id' | 'ownerId'>,
): Promise<Lateness | undefined> {
  if (!type.duty) return undefined
  const where = { recordId: record.id, personId: record.ownerId, kind: type.duty }
  const duty = await tx.duty.findFirst({ where: { ...where, state: { in: ['late', 'missed'] } } })
  if (!duty?.closedAt) return undefined
  const byMs = Math.max(0, duty.closedAt.getTime() - deadlineInForce(duty).getTime())
  return { byMs, isTooLate: duty.state === 'missed' }
}

/** `晚了 2 天 3 小时`: the two largest units, for the rest says nothing. */
export function showLateness({ byMs }: Pick<Lateness, 'byMs'>, language: Language): string {
  const t = speak(language)
  const days = Math.floor(byMs / msPerDay)
  const hours = Math.floor((byMs % msPerDay) / msPerHour)
  const minutes = Math.max(1, Math.floor((byMs % msPerHour) / msPerMinute))
  const parts = [
    ...(days > 0 ? [t('duties.days', { count: days })] : []),
    ...(hours > 0 ? [t('duties.hours', { count: hours })] : []),
    ...(days === 0 && hours === 0 ? [t('duties.minutes', { count: minutes })] : []),
  ]
  return parts.join(' ')
}
