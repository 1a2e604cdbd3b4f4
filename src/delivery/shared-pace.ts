import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/open-store.ts'
import { holdTurns, type TurnRule, takeTurn } from '../store/turns.ts'
import type { Pace } from './pace.ts'

/**
 * The same as `createPace` for several processes on one database: turns are taken there, so that all of them together
 * keep to a limit, and what one of them is told to wait all wait. `clock` is the machine's own, never a
 * demonstration's.
 */
export function createSharedPace(store: Pick<Store, 'db'>, rule: TurnRule, clock: Clock): Pace {
  const holdOn = (platform: string) => `${platform} held`
  return {
    async wait(platform, place, count = 1) {
      const taking = { ...rule, count, heldBy: holdOn(platform) }
      const waitMs = await takeTurn(store, `${platform} ${place}`, taking, clock.now().getTime())
      if (waitMs > 0) await sleep(waitMs)
    },
    hold: (platform, ms) => holdTurns(store, holdOn(platform), clock.now().getTime() + ms),
  }
}
