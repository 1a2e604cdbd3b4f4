import type { Actor } from '../access/actor.ts'
import type { RecordType } from './record-type.ts'

/**
 * A lookup is answered by an id, or by the name of something new, which is added when the form is saved. Until then it
 * travels in drafts, buttons and windows as an answer like any other.
 */
const mark = 'new:'

export const answerNew = (name: string): string => mark + name

/** The name of something new; undefined for any other answer. */
export const findNewName = (answer: string): string | undefined =>
  answer.startsWith(mark) ? answer.slice(mark.length) : undefined

/** Whether somebody may add one of these by its name alone. */
export const isAddable = (type: RecordType | undefined, actor: Actor): boolean =>
  type?.fromName !== undefined &&
  type.access.create.allows(actor, { ownerId: actor.personId, teamId: actor.teamId })
