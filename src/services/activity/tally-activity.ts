import type { StoredRecord } from '../../store/records/records.ts'
import { addToTallies, readTallies, type TallyMetric } from '../../store/tallies.ts'
import type { RecordChanged } from '../records/record-hooks.ts'

interface Counted {
  day: string
  metric: TallyMetric
}

const isVisit = (metric: string) => metric === 'visit_new' || metric === 'visit_old'

/** What a record counts as; nothing once withdrawn. */
function countedAs(type: RecordChanged['type'], record: StoredRecord | undefined): Counted | undefined {
  if (!record || type.workflow.states[record.status]?.isFinal) return undefined
  const { day, kind } = record.values
  return typeof day === 'string' && typeof kind === 'string'
    ? { day, metric: kind as TallyMetric }
    : undefined
}

/** Keeps the running totals of visits, calls and field days (mission rows 1.18, 1.28) with every change. */
export async function tallyActivity({ tx, type, before, after }: RecordChanged): Promise<undefined> {
  const [was, is] = [countedAs(type, before), countedAs(type, after)]
  if (was?.day === is?.day && was?.metric === is?.metric) return undefined
  if (was) await count(tx, after.ownerId, was, -1)
  if (is) await count(tx, after.ownerId, is, 1)
  return undefined
}

async function count(
  tx: RecordChanged['tx'],
  personId: string,
  { day, metric }: Counted,
  by: 1 | -1,
): Promise<void> {
  await addToTallies(tx, personId, metric, day, by)
  if (!isVisit(metric)) return
  const ofDay = await readTallies(tx, personId, day)
  const visits = (ofDay.get('visit_new') ?? 0) + (ofDay.get('visit_old') ?? 0)
  // A day with its first visit becomes a field day; one that lost its last is none any more.
  if (by === 1 ? visits === 1 : visits === 0) await addToTallies(tx, personId, 'field_days', day, by)
}
