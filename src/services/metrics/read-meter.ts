import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import type { Tx } from '../../store/open-store.ts'
import { type Office, todayOf } from '../office.ts'
import { type Progress, readProgress } from './read-progress.ts'

/** The actor's own progress on a day, today by default. @throws NotFound for one who is gone */
export async function readMeter(
  office: Office,
  actor: Actor,
  db: Tx = office.store.db,
  day = todayOf(office, actor),
): Promise<Progress> {
  const person = await db.person.findUnique({
    where: { id: actor.personId },
    select: { createdAt: true, isRegisteredRep: true },
  })
  const measured = person && { ...person, personId: actor.personId }
  const progress = measured && (await readProgress(office, db, [measured], day)).get(actor.personId)
  if (!progress) throw new NotFound('person')
  return progress
}
