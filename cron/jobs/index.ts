import type { Job } from '../job.ts'
import makeDuties from './make-duties.ts'

/** Every job: to add one, write its file, name it here and give it a schedule in the policy. */
export const jobs: readonly Job[] = [makeDuties]
