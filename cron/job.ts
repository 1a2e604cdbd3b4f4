import type { JobId } from '../src/policy/schema.ts'
import type { Office } from '../src/services/office.ts'

/**
 * Work that the clock asks for. When it runs stands in the policy file; what it does is one use-case. It may be run
 * again for the same slot after a crash, so everything it writes is keyed by the slot or by what it is about.
 */
export interface Job {
  id: JobId
  /** Returns a line for the log of runs: counts, never names. */
  run(office: Office, slot: Date): Promise<string>
  /** Does something that no rollback undoes, so that a dry run only names it. */
  leavesDatabase?: true
}

export function defineJob(job: Job): Job {
  return job
}
