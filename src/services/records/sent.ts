import { createHash } from 'node:crypto'
import type { Actor } from '../../access/actor.ts'
import { type Answer, type Answers, isBlank } from '../../fields/field.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'

/** More changes of one record by one person than lie between a lost answer and its repetition. */
const readAtMost = 20

type Sent = Readonly<Record<string, Answer | Answers | number>>

/**
 * What somebody sent, so that it is known again when it comes twice. Sealed answers are in it too, hence under the
 * vault's key: without it nobody learns from an event what they might have been.
 */
export const digestSent = (office: Office, sent: Sent): string =>
  office.vault.lookup(
    createHash('sha256')
      .update(JSON.stringify(sorted(sent)))
      .digest('hex'),
  )

/** Names in order, and only what is answered: front ends differ in how they leave something blank. */
function sorted(given: Sent | Answers): [string, unknown][] {
  return Object.entries(given)
    .filter(([, value]) => typeof value === 'number' || !isBlank(value as Answer))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, sortedValue(value)])
}

function sortedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedValue)
  return typeof value === 'object' && value !== null ? sorted(value as Answers) : value
}

/** What this person sent to a record, newest first. */
export async function readSent(db: Tx, actor: Actor, recordId: string): Promise<string[]> {
  const events = await db.event.findMany({
    where: { recordId, actorId: actor.personId },
    orderBy: { seq: 'desc' },
    take: readAtMost,
  })
  return events.flatMap(({ diff }) => {
    const { sent } = (diff ?? {}) as { sent?: unknown }
    return typeof sent === 'string' ? [sent] : []
  })
}

/** Nobody else has done anything to the record since this person did; what the clock does follows from it. */
export async function isLatestChange(db: Tx, actor: Actor, recordId: string): Promise<boolean> {
  const latest = await db.event.findFirst({
    where: { recordId, NOT: { actorId: null } },
    orderBy: { seq: 'desc' },
    select: { actorId: true },
  })
  return latest?.actorId === actor.personId
}
