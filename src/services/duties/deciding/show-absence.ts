import type { RecordChanged } from '../../records/record-hooks.ts'
import { refreshDutyCards } from '../refresh-cards.ts'

/** What is decided about an absence is said on the cards of its duty, which then ask for nothing beside it. */
export async function showAbsenceOnDuty({ office, tx, after }: RecordChanged): Promise<undefined> {
  const duty = await tx.duty.findUnique({ where: { id: String(after.values.dutyId) } })
  if (duty) await refreshDutyCards(office, tx, duty)
  return undefined
}
