import type { Actor } from '../../access/actor.ts'
import { Conflict } from '../../errors.ts'
import { showDay } from '../../i18n/show-day.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { type Office, todayOf } from '../office.ts'

/** The day before which an action is not taken; undefined where it may be taken any day. */
export function firstDayOf(
  type: RecordType,
  { values }: Partial<Pick<StoredRecord, 'values'>>,
  actionId: string,
): string | undefined {
  const { notBefore } = type.workflow.actions[actionId] ?? {}
  const day = notBefore === undefined ? undefined : values?.[notBefore]
  return typeof day === 'string' ? day : undefined
}

/** @throws Conflict for what may be said only once its day has come */
export function refuseTooEarly(
  office: Office,
  actor: Actor,
  { type, record }: { type: RecordType; record: StoredRecord },
  actionId: string,
): void {
  const day = firstDayOf(type, record, actionId)
  if (day === undefined || day <= todayOf(office, actor)) return
  throw new Conflict('too early', {
    key: 'records.tooEarly',
    params: { day: showDay(day, actor.language) },
  })
}
