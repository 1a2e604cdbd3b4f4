/**
 * Runs a job at the console: `npm run job -- climb-ladder`, for the present minute or for `--slot 2026-11-20T10:00Z`.
 * With `--dry-run` it shows what would be sent as if the slot had just come, and changes nothing.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runJobDry } from '../cron/dry-run.ts'
import { jobs } from '../cron/jobs/index.ts'
import { runSlot } from '../cron/run-due-jobs.ts'
import { parseSlotKey, slotKeyOf } from '../src/calendar/slots.ts'
import { openOffice, unhurried } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { slot: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
})
const job = jobs.find(({ id }) => id === positionals[0])
if (!job) {
  console.error('usage: npm run job -- ID [--slot 2026-11-20T10:00Z] [--dry-run]')
  console.error(`jobs: ${jobs.map(({ id }) => id).join(', ')}`)
  process.exit(2)
}

const { office, close } = await openOffice(readEnvironment())
try {
  const slot = parseSlotKey(values.slot ?? slotKeyOf(office.clock.now()))
  if (values['dry-run']) {
    const { summary, messages } = await runJobDry(office, job, slot)
    for (const { platform, target, text } of messages) console.log(`${platform} ${target}\n${text}\n`)
    console.log(`${messages.length} messages; ${summary} (dry run: nothing was sent or written)`)
  } else {
    const hasRun = await runSlot({ office, jobs, owner: randomUUID(), unhurried }, job, slot, { again: true })
    const where = { job_slot: { job: job.id, slot: slotKeyOf(slot) } }
    const run = await office.store.db.jobRun.findUnique({ where })
    console.log(hasRun ? `${run?.state}: ${run?.summary}` : 'another process is running this slot')
    process.exitCode = run?.state === 'done' ? 0 : 1
  }
} finally {
  await close()
}
