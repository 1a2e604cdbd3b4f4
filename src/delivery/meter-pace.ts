import type { Meter } from '../meter.ts'
import type { Pace } from './pace.ts'

/** The same pace, with how long it lets its messages wait told to the meter. */
export function meterPace<Kept extends Pick<Pace, 'wait'>>(pace: Kept, meter: Meter): Kept {
  return {
    ...pace,
    async wait(platform, place, count) {
      const begunAt = performance.now()
      await pace.wait(platform, place, count)
      meter.took('paceWait', { platform }, performance.now() - begunAt)
    },
  }
}
