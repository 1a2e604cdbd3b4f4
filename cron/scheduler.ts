import cron from 'node-cron'
import { type Runner, runDueJobs } from './run-due-jobs.ts'

export interface Scheduler {
  /** Starts nothing new and waits for what is running. */
  stop(): Promise<void>
}

/**
 * The heartbeat. node-cron beats every second by the machine's clock; what is due is read off the office's clock and
 * the table of runs, so that a moved clock, a process that was down and a second process all come out right. Schedules
 * know minutes: within one that was looked at nothing more comes due.
 */
export function startScheduler(runner: Runner): Scheduler {
  let running: Promise<unknown> = Promise.resolve()
  let isBusy = false
  let lookedAt: number | undefined
  const beat = () => {
    const minute = Math.floor(runner.office.clock.now().getTime() / 60_000)
    if (isBusy || minute === lookedAt) return
    isBusy = true
    running = runDueJobs(runner)
      .then(({ isHeld }) => {
        if (!isHeld) lookedAt = minute
      })
      .catch((err: unknown) => runner.office.log.error({ err }, 'jobs cannot be run'))
      .finally(() => {
        isBusy = false
      })
  }
  // A beat that comes late under load is made good by the next one: no line of a log in a format of its own.
  const task = cron.schedule('* * * * * *', beat, { suppressMissedWarning: true })
  return {
    async stop() {
      await task.destroy()
      await running
    },
  }
}
