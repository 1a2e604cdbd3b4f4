import { localOf } from '../src/calendar/zones.ts'
import { fixedClock } from '../src/clock.ts'
import type { Card } from '../src/forms/card.ts'
import { cardToText } from '../src/forms/card.ts'
import type { PolicyBook } from '../src/policy/policy-book.ts'
import type { Office } from '../src/services/office.ts'
import type { Store } from '../src/store/open-store.ts'
import type { Job } from './job.ts'

export interface DryRun {
  /** What the run's row would say. */
  summary: string
  /** What would be sent, in order. */
  messages: { platform: string; target: string; text: string }[]
}

/**
 * Runs a job as if its slot had just come, in a transaction that is undone: what it would send, and nothing sent.
 * Meanwhile others wait for the database, so that it is for an operator's console and not for every day.
 */
export async function runJobDry(office: Office, job: Job, slot: Date): Promise<DryRun> {
  if (job.leavesDatabase)
    return { summary: `${job.id} would run: not everything it does can be undone`, messages: [] }
  try {
    await office.store.transaction(async (tx) => {
      const before = await tx.outbox.aggregate({ _max: { id: true } })
      const summary = await job.run(asIfAt(office, tx, slot), slot)
      const rows = await tx.outbox.findMany({
        where: { id: { gt: before._max.id ?? 0 } },
        orderBy: { id: 'asc' },
        select: { platform: true, target: true, card: true },
      })
      const messages = rows.map(({ card, ...to }) => ({ ...to, text: cardToText(card as unknown as Card) }))
      throw new Undone({ summary, messages })
    })
  } catch (error) {
    if (error instanceof Undone) return error.dryRun
    throw error
  }
  throw new Error('a dry run has been kept')
}

class Undone extends Error {
  readonly dryRun: DryRun
  constructor(dryRun: DryRun) {
    super('a dry run is undone')
    this.dryRun = dryRun
  }
}

type Tx = Parameters<Parameters<Store['transaction']>[0]>[0]

/** The same house at the slot's moment, with every transaction inside the one that will be undone. */
function asIfAt(office: Office, tx: Tx, slot: Date): Office {
  const store = {
    ...office.store,
    db: tx as Store['db'],
    transaction: <T>(work: (inner: Tx) => Promise<T>) => work(tx),
  } as Store
  return { ...office, store, clock: fixedClock(slot), policies: policiesAt(office.policies, slot) }
}

function policiesAt({ on, current }: PolicyBook, slot: Date): PolicyBook {
  const now = () => on(localOf(slot, current().zone).day)
  return { on, now, current: () => now().policy }
}
