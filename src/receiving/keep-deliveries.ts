import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { type Meter, noMeter } from '../meter.ts'
import { followDelivery } from './follow-delivery.ts'
import { watchLoad } from './watch-load.ts'
import { createWorkQueue } from './work-queue.ts'

export interface DeliveryKey {
  platform: string
  deliveryId: string
}

interface KeptDelivery extends DeliveryKey {
  kind: string
  body: string
  receivedAt: Date
}

/** As much of the inbox as receiving needs; the store's inbox is one. */
export interface KeepingInbox {
  /** Resolves when the delivery survives a power cut. */
  keep(delivery: KeptDelivery): Promise<'kept' | 'duplicate'>
  done(key: DeliveryKey): Promise<void>
  failed(key: DeliveryKey, outcome: { error: string; retryAt: Date | null }): Promise<void>
  takePending(options: {
    platform: string
    limit: number
    leaseMs: number
    orphans?: 'all' | 'expired'
  }): Promise<(KeptDelivery & { attempts: number })[]>
}

/** What whoever works a delivery is told of it. */
export interface DeliveryContext {
  id: string
  /** It survives a crash, so that "saved, still working" may be said. */
  isKept: boolean
  /** Taken up again after a crash or a failure: nobody is waiting for the acknowledgement. */
  isReplay: boolean
  receivedAt: Date
}

export interface KeepParts {
  inbox: KeepingInbox
  clock: Clock
  log: Logger
  /** One process alone has the database: what another left unfinished is taken up at once. */
  isOnlyProcess: boolean
  meter?: Meter
}

export interface KeepOptions<Body> extends KeepParts {
  platform: string
  /** Somebody looks at the screen and cannot wait long. */
  isUrgent(item: { kind: string; body: Body }): boolean
  /** What it throws is worth another attempt. */
  work(body: Body, delivery: DeliveryContext): Promise<void>
}

export interface KeptDeliveries<Body> {
  /** Resolves when the delivery survives a power cut; it is worked afterwards, once. */
  take(
    delivery: { kind: string; deliveryId: string; receivedAt: Date },
    body: Body,
  ): Promise<'kept' | 'duplicate'>
  /** Keeps without working, for what is answered at once. */
  keep(delivery: { kind: string; deliveryId: string; receivedAt: Date }, body: Body): Promise<void>
  done(deliveryId: string): Promise<void>
  /** Could not be worked: another time, or after `retryAfterMs` was used up for the administrator. */
  giveBack(deliveryId: string, attempts: number, error: unknown): Promise<void>
  /** Takes up what was left unfinished, now and from time to time. */
  start(): Promise<void>
  /** Ends what is being worked; the rest stays in the inbox. */
  drain(): Promise<void>
}

interface Work<Body> {
  deliveryId: string
  kind: string
  body: Body
  receivedAt: Date
  /** How often it was taken up again; 0 right after it came. */
  attempts: number
  /** From then on another process may have it. */
  oursTill: Date
}

const concurrency = 16
const maxQueued = 5000
/** Also what the inbox gives the process that kept a delivery. */
const leaseMs = 60_000
const readBackEveryMs = 5_000
const readBackAtMost = 100
const retryAfterMs = [30_000, 120_000, 600_000, 3_600_000]

/**
 * Every delivery of a platform is kept before it is acknowledged and worked afterwards, from memory or, when that is
 * full or the process died, from the inbox.
 */
export function keepDeliveries<Body>(options: KeepOptions<Body>): KeptDeliveries<Body> {
  const { platform, inbox, clock, log, meter = noMeter } = options
  const load = watchLoad()
  let timer: NodeJS.Timeout | undefined
  let readingBack: Promise<void> = Promise.resolve()

  const giveBack = async (deliveryId: string, attempts: number, error: unknown) => {
    const waitMs = retryAfterMs[attempts]
    const retryAt = waitMs === undefined ? null : new Date(clock.now().getTime() + waitMs)
    log.error({ cause: deliveryId, attempts, err: error }, 'a delivery could not be worked')
    const name = error instanceof Error ? error.name : 'unknown'
    await inbox.failed({ platform, deliveryId }, { error: name, retryAt }).catch((failure) => {
      log.error({ err: failure }, 'a failed delivery could not be set aside')
    })
  }

  const queue = createWorkQueue<Work<Body>>({
    concurrency,
    maxQueued,
    isBusy: load.isBusy,
    isUrgent: options.isUrgent,
    work: async ({ deliveryId, kind, body, receivedAt, attempts, oursTill }) => {
      if (clock.now() >= oursTill) {
        // It waited too long, or this process was paused: whoever claims it now has it, and that may be us.
        log.info({ cause: deliveryId }, 'a delivery was overtaken by its lease')
        await readBackAgain()
        return
      }
      try {
        await followDelivery(log, { deliveryId, kind, receivedAt, attempts }, () =>
          options.work(body, { id: deliveryId, isKept: true, isReplay: attempts > 0, receivedAt }),
        )
        // Not awaited: if it is lost in a crash, the delivery is only taken up again.
        inbox
          .done({ platform, deliveryId })
          .catch((error) => log.error({ err: error }, 'a delivery could not be ticked off'))
      } catch (error) {
        await giveBack(deliveryId, attempts, error)
      }
    },
  })

  const keep = async (delivery: { kind: string; deliveryId: string; receivedAt: Date }, body: Body) => {
    const outcome = await inbox
      .keep({ platform, ...delivery, body: JSON.stringify(body) })
      .catch((error: unknown) => {
        meter.count('storeErrors', { reason: 'inbox' })
        throw error
      })
    meter.count('deliveries', { platform, kind: delivery.kind, outcome })
    return outcome
  }

  const readBack = async (orphans: 'all' | 'expired'): Promise<void> => {
    const limit = Math.min(queue.room(), readBackAtMost)
    if (limit === 0) return
    const oursTill = new Date(clock.now().getTime() + leaseMs)
    const pending = await inbox.takePending({ platform, limit, leaseMs, orphans })
    for (const { deliveryId, kind, body, receivedAt, attempts } of pending) {
      queue.add({ deliveryId, kind, body: JSON.parse(body), receivedAt, attempts, oursTill })
    }
  }
  const readBackAgain = (): Promise<void> =>
    readBack('expired').catch((error) => log.error({ err: error }, 'the inbox cannot be read'))

  return {
    take: async (delivery, body) => {
      load.arrived()
      const outcome = await keep(delivery, body)
      if (outcome === 'duplicate') {
        log.info({ cause: delivery.deliveryId }, 'delivered again')
        return outcome
      }
      const oursTill = new Date(delivery.receivedAt.getTime() + leaseMs)
      const isTaken = queue.add({ ...delivery, body, attempts: 0, oursTill })
      if (!isTaken) log.debug({ cause: delivery.deliveryId }, 'the queue is full, the inbox holds it')
      return outcome
    },
    keep: async (delivery, body) => {
      await keep(delivery, body)
    },
    done: (deliveryId) => inbox.done({ platform, deliveryId }),
    giveBack,
    start: async () => {
      await readBack(options.isOnlyProcess ? 'all' : 'expired')
      timer = setInterval(() => {
        readingBack = readBackAgain()
      }, readBackEveryMs)
      timer.unref()
    },
    drain: async () => {
      clearInterval(timer)
      await readingBack
      await queue.stop()
    },
  }
}
