import { existsSync, readFileSync } from 'node:fs'

const file = '/proc/stat'

/**
 * Which share of the processors' time whoever lends this machine has given to others since (proc_stat(5), `steal`); 0
 * where that is not told.
 */
export function watchStolen(): () => number {
  const before = readTimes()
  return () => {
    const spent = readTimes().map((time, at) => time - (before[at] ?? 0))
    const all = spent.reduce((sum, time) => sum + time, 0)
    return all > 0 ? (spent[7] ?? 0) / all : 0
  }
}

/** User, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen: of all processors. */
function readTimes(): number[] {
  if (!existsSync(file)) return []
  const [line = ''] = readFileSync(file, 'utf8').split('\n')
  return line.split(/\s+/).slice(1, 9).map(Number)
}
