import type { Saying } from '../../errors.ts'

/** What an import would do, or did. Nothing is written while there is a problem. */
export interface ImportReport {
  rows: number
  created: number
  changed: number
  unchanged: number
  /** Every problem with its line, in the file's order. */
  problems: readonly { line: number; column?: string; say: Saying }[]
  isDryRun: boolean
}
