import type { Actor } from '../../access/actor.ts'
import { decider } from '../../access/permissions.ts'
import type { RecordType } from '../../records/record-type.ts'
import { getRecordType, recordTypes } from '../../records/registry.ts'
import { openDutyStates } from '../../store/duties/duties.ts'
import type { Tx } from '../../store/open-store.ts'
import { findAnswerer } from '../../workflow/workflow.ts'
import { findNextStep, leadingSteps } from '../records/next-step.ts'

/** A record that goes on only when the actor does something. */
export interface Awaited {
  id: string
  type: RecordType
  number: string
  status: string
  ownerId: string
  periodKey: string | null
  statusAt: Date
  /** The days that a leave is for. */
  days?: { from: string; to: string }
  /** What a proposed absence is about. */
  dutyKind?: string
  /** The step that it waits for. */
  action: string
}

/** More than anybody works off in a day; beyond it only "more" is said. */
export const awaitedAtMost = 500

/**
 * Records whose next step is the actor's to take, for themselves or for whom they stand in, the longest waiting first:
 * what their role is there to answer, what they owe an answer to for want of somebody nearer, and steps of theirs.
 */
export async function readAwaited(db: Tx, actor: Actor): Promise<Awaited[]> {
  const owed = await db.duty.findMany({
    where: { personId: actor.personId, recordId: { not: null }, state: { in: [...openDutyStates] } },
    orderBy: { dueAt: 'asc' },
    take: awaitedAtMost,
    select: { recordId: true },
  })
  const places = recordTypes.flatMap((type) =>
    leadingSteps(type).flatMap(({ action }) =>
      action.from.flatMap((status) => {
        const answerer = findAnswerer(type.workflow, status)
        const { rows } = answerer ? decider(answerer) : action.by
        return rows(actor).anyOf.map(({ ownerId, teamIds }) => ({
          type: type.id,
          status,
          ...(ownerId === undefined ? {} : { ownerId }),
          ...(teamIds === undefined ? {} : { teamId: { in: [...teamIds] } }),
        }))
      }),
    ),
  )
  const owedIds = new Set(owed.flatMap(({ recordId }) => recordId ?? []))
  // An empty list of ids would become "or false", for which SQLite reads the whole table.
  const owedOnes = owedIds.size > 0 ? [{ id: { in: [...owedIds] } }] : []
  const rows = await db.record.findMany({
    where: { OR: [...places, ...owedOnes] },
    orderBy: [{ statusAt: 'asc' }, { id: 'asc' }],
    take: awaitedAtMost,
    include: {
      marks: true,
      sensitive: { select: { field: true } },
      absence: { select: { dutyKind: true } },
      leave: { select: { fromDay: true, toDay: true } },
    },
  })
  return rows.flatMap(({ marks, sensitive, absence, leave, ...row }): Awaited[] => {
    const type = getRecordType(row.type)
    const doneBy = Object.fromEntries(marks.map((mark) => [mark.step, mark.personId]))
    const sealed = new Set(sensitive.map(({ field }) => field))
    // Whoever is warned of an answer finds it here, also where the step that leads on is another's.
    const leading = owedIds.has(row.id)
      ? leadingSteps(type).find(({ action }) => action.from.includes(row.status))
      : undefined
    const action = findNextStep(type, { ...row, doneBy, sealed }, actor) ?? leading?.id
    const days = leave ? { days: { from: leave.fromDay, to: leave.toDay } } : {}
    return action ? [{ ...row, type, action, ...absence, ...days }] : []
  })
}
