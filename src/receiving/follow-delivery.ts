import type { Logger } from 'pino'
import { sumUp, traceWork } from '../trace.ts'

/**
 * Works a delivery so that its id stands in all that is logged meanwhile and at what it writes, and says what that was:
 * a look for the id in the log tells the whole way, up to the messages that left because of it.
 */
export async function followDelivery(
  log: Logger,
  {
    deliveryId: cause,
    ...delivery
  }: { deliveryId: string; kind: string; receivedAt: Date; attempts: number },
  work: () => Promise<void>,
): Promise<void> {
  log.info({ cause, ...delivery }, 'delivery kept, being worked')
  const begunAt = performance.now()
  await traceWork(cause, work, (written) => {
    const ms = Math.round(performance.now() - begunAt)
    log.info({ cause, ms, ...sumUp(written) }, 'work on a delivery has ended')
  })
}
