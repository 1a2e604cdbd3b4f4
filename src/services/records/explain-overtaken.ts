import type { Actor } from '../../access/actor.ts'
import { InvalidTransition } from '../../errors.ts'
import type { Office } from '../office.ts'
import { sayOvertaken } from './outcome.ts'

/**
 * Does what is to be done to a record; where its state allows it no more, the refusal says who brought it there and
 * when, as far as the actor may read it.
 * @throws InvalidTransition, and whatever `work` throws
 */
export async function explainOvertaken<T>(
  office: Office,
  actor: Actor,
  recordId: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof InvalidTransition)) throw error
    const why = await sayOvertaken(office, actor, { recordId })
    throw new InvalidTransition(error.action, error.status, { recordId, why })
  }
}
