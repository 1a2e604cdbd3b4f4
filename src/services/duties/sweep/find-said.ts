import { localOf } from '../../../calendar/zones.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import type { Tx } from '../../../store/open-store.ts'
import { morningKey } from '../../digests/morning-key.ts'
import { readSubject } from '../duty-subject.ts'
import type { Briefing } from './brief-page.ts'
import type { Firing } from './plan-telling.ts'

/**
 * Ids of the duties of which this morning's message has said already that their deadline had passed: to say it again
 * the same morning would only ring twice.
 */
export async function findSaid(
  tx: Tx,
  firings: readonly Firing[],
  { people }: Briefing,
  now: Date,
): Promise<Set<string>> {
  const keyed = firings.flatMap(({ duty, rung }) => {
    const zone = people.get(duty.personId)?.zone
    const isOverdue = rung.to === 'owner' && rung.message === 'overdue'
    if (zone === undefined || !isOverdue || readSubject(duty.kind).of !== 'filing') return []
    return [{ duty, key: morningKey({ personId: duty.personId, day: localOf(now, zone).day }) }]
  })
  if (keyed.length === 0) return new Set()
  const told = await tx.outbox.findMany({
    where: { dedupeKey: { in: [...new Set(keyed.map(({ key }) => key))] } },
    select: { dedupeKey: true, createdAt: true },
  })
  const toldAt = new Map(told.map(({ dedupeKey, createdAt }) => [dedupeKey, createdAt]))
  return new Set(
    keyed.flatMap(({ duty, key }) => {
      const at = toldAt.get(key)
      return at && deadlineInForce(duty) <= at ? [duty.id] : []
    }),
  )
}
