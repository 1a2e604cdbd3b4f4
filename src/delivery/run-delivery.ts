import { setTimeout as sleep } from 'node:timers/promises'
import { deliverRipe } from './deliver-outbox.ts'
import type { DeliveryParts } from './delivery-parts.ts'

const idleMs = 200
const afterFailureMs = 2_000

export interface RunningDelivery {
  /** Takes up nothing new and waits for what is under way. */
  stop(): Promise<void>
}

/** Delivers for as long as the process lives. */
export function runDelivery(parts: DeliveryParts): RunningDelivery {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const waitMs = await deliverRipe(parts).then(
        (count) => (count === 0 ? idleMs : 0),
        (err: unknown) => {
          // The database is away: nothing was claimed, so nothing is lost.
          parts.log.error({ err }, 'outbox cannot be read')
          return afterFailureMs
        },
      )
      if (waitMs > 0) await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}
