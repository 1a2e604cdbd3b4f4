import type { Actor } from '../../access/actor.ts'
import activityType from '../../records/activity/index.ts'
import { liveStates } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { submissionKeyOf } from '../records/file-record.ts'
import { lineSubmissionKey } from './line-draft.ts'

/** More than a line is ever read into. */
const activitiesAtMost = 50

/** What a line was saved as, in its order; nothing while it is open, or once all of it was withdrawn. */
export async function findSavedLine(db: Tx, actor: Actor, draftKey: string): Promise<string[]> {
  const keys = Array.from({ length: activitiesAtMost }, (_, index) =>
    submissionKeyOf(actor, lineSubmissionKey({ draftKey, index })),
  )
  const saved = await db.record.findMany({
    where: {
      submissionKey: { in: keys },
      type: activityType.id,
      status: { in: [...liveStates(activityType)] },
    },
    select: { id: true, submissionKey: true },
  })
  return keys.flatMap((key) => saved.find(({ submissionKey }) => submissionKey === key)?.id ?? [])
}
