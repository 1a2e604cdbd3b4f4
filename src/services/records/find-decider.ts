import type { RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'

/**
 * Who brought a record to the state that this action leaves, and hears that it is so no more: the supervisor of a leave
 * that is cancelled after all, finance of a cost that is disputed. Undefined where the action only carries on what they
 * did, as entering a cost follows an arrival.
 */
export async function findDecider(
  tx: Tx,
  { workflow: { actions } }: RecordType,
  before: Pick<StoredRecord, 'id' | 'status'>,
  action: string,
): Promise<string | undefined> {
  const leading = Object.entries(actions).filter(
    ([, each]) => each.to === before.status && !each.edits && !each.from.includes(each.to),
  )
  const isOnward = (id: string) => actions[id]?.tone === 'primary'
  const event = await tx.event.findFirst({
    where: { recordId: before.id, kind: { in: leading.map(([id]) => `record.act.${id}`) } },
    orderBy: { seq: 'desc' },
  })
  const decision = event?.kind.replace('record.act.', '') ?? ''
  return isOnward(decision) && isOnward(action) ? undefined : (event?.actorId ?? undefined)
}
