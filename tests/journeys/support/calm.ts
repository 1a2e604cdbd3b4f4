import { setTimeout as sleep } from 'node:timers/promises'
import { jobs } from '../../../cron/jobs/index.ts'
import { findDueSlots } from '../../../cron/run-due-jobs.ts'
import type { Fieldpost } from '../../../src/compose.ts'
import type { Store } from '../../../src/store/open-store.ts'
import { patience } from '../../support/patience.ts'
import { waitFor } from './wait-for.ts'

/** Until all that was to be told by now has left. The store is nobody's who may be stopped meanwhile. */
export const untilCalm = ({ db }: Store, now: () => Promise<Date>) =>
  waitUntil(db, async () => !(await findUnsent(db, await now())))

/** Until all that was said to the product has been worked. */
export const untilAnswered = ({ db }: Store) => waitUntil(db, async () => !(await findUnanswered(db)))

async function waitUntil(db: Store['db'], isSo: () => Promise<boolean>): Promise<void> {
  await waitFor(
    async () => ((await isSo()) ? true : undefined),
    async () => {
      const unsent = await db.outbox.findMany({ where: { state: { in: ['pending', 'claimed'] } } })
      const undone = await db.inbox.findMany({ where: { doneAt: null } })
      const lines = [
        ...unsent.map(
          (each) => `${each.platform} ${each.target} ${each.state} ${each.attempts} ${each.error}`,
        ),
        ...undone.map((each) => `${each.platform} ${each.kind} ${each.attempts} ${each.error}`),
      ]
      return `the program is not done with\n${lines.join('\n')}`
    },
  )
}

const findUnanswered = async (db: Store['db']): Promise<boolean> =>
  (await db.inbox.count({ where: { doneAt: null } })) > 0

async function findUnsent(db: Store['db'], now: Date): Promise<boolean> {
  const isRipe = { nextAt: { lte: now } }
  return (await db.outbox.count({ where: { OR: [isRipe, { state: 'claimed' }] } })) > 0
}

/** Until every process has read the clock, what has come due by it has been done, and what came of that has left. */
export async function settle(processes: readonly Fieldpost[], until: Date): Promise<void> {
  const [{ office }] = processes as [Fieldpost]
  const { db } = office.store
  const deadline = performance.now() + 2 * patience.timeout
  const findHold = async () => {
    if (processes.some((each) => each.office.clock.now() < until)) return 'the clock to be read'
    for (const job of jobs) {
      if ((await findDueSlots(office, job, office.clock.now())).length > 0) return `${job.id} to be run`
    }
    if ((await db.jobRun.count({ where: { state: 'running' } })) > 0) return 'jobs to be done'
    if (await findUnsent(db, office.clock.now())) return 'messages to leave'
    return undefined
  }
  for (let hold = await findHold(); hold; hold = await findHold()) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${hold}`)
    await sleep(100)
  }
}
