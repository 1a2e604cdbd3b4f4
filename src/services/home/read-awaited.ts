import type { Actor, Subject } from '../../access/actor.ts'
import { actionFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType, recordTypes } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'

/** A record that goes on only when the actor does something. */
export interface Awaited {
  id: string
  type: RecordType
  number: string
  status: string
  ownerId: string
  periodKey: string | null
  statusAt: Date
  /** The step that it waits for. */
  action: string
}

/** More than anybody works off in a day; beyond it only "more" is said. */
export const awaitedAtMost = 500

/**
 * Records whose next step is the actor's to take, for themselves or for whom they stand in, the longest waiting
 * first. The step a state waits for is the one its workflow marks as primary.
 */
export async function readAwaited(db: Tx, actor: Actor): Promise<Awaited[]> {
  const places = recordTypes.flatMap((type) =>
    primaryActions(type).flatMap(({ action }) =>
      action.by.rows(actor).anyOf.map(({ ownerId, teamIds }) => ({
        type: type.id,
        status: { in: [...action.from] },
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(teamIds === undefined ? {} : { teamId: { in: [...teamIds] } }),
      })),
    ),
  )
  if (places.length === 0) return []
  const rows = await db.record.findMany({
    where: { OR: places },
    orderBy: [{ statusAt: 'asc' }, { id: 'asc' }],
    take: awaitedAtMost,
    include: { marks: true, sensitive: { select: { field: true } } },
  })
  return rows.flatMap(({ marks, sensitive, ...row }): Awaited[] => {
    const type = getRecordType(row.type)
    const subject: Subject = {
      ownerId: row.ownerId,
      teamId: row.teamId,
      doneBy: Object.fromEntries(marks.map((mark) => [mark.step, mark.personId])),
    }
    const sealed = new Set(sensitive.map(({ field }) => field))
    const next = primaryActions(type).find(
      ({ id, action }) =>
        action.from.includes(row.status) &&
        action.by.allows(actor, subject) &&
        !(action.to === row.status && isAnswered(type, id, sealed)),
    )
    return next ? [{ ...row, type, action: next.id }] : []
  })
}

const primaryActions = (type: RecordType) =>
  Object.entries(type.workflow.actions).flatMap(([id, action]) =>
    action.tone === 'primary' ? [{ id, action }] : [],
  )

/** A step that leaves the state as it is has been taken once its sealed answers are there. */
function isAnswered(type: RecordType, action: string, sealed: ReadonlySet<string>): boolean {
  const required = Object.entries(actionFields(type, action)).filter(([, field]) => field.required)
  return required.every(([name]) => sealed.has(name))
}
