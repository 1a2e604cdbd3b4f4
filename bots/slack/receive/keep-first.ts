import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import { type Delivered, type DeliveredBody, identifyDelivery, isForUs } from './delivery-id.ts'
import { shortenCommand } from './shorten-command.ts'
import { createWorkQueue } from './work-queue.ts'

interface DeliveryKey {
  platform: string
  deliveryId: string
}

/** As much of the inbox as receiving needs; the store's inbox is one. */
export interface KeepingInbox {
  /** Resolves when the delivery survives a power cut. */
  keep(
    delivery: DeliveryKey & { kind: string; body: string; receivedAt: Date },
  ): Promise<'kept' | 'duplicate'>
  done(key: DeliveryKey): Promise<void>
  failed(key: DeliveryKey, outcome: { error: string; retryAt: Date | null }): Promise<void>
  takePending(options: {
    limit: number
    leaseMs: number
    orphans?: 'all' | 'expired'
  }): Promise<(DeliveryKey & { kind: string; body: string; receivedAt: Date; attempts: number })[]>
}

/** What a listener is told of its delivery, as `context.delivery`. */
export interface DeliveryContext {
  id: string
  /** It survives a crash, so that "saved, still working" may be said. */
  isKept: boolean
  /** Taken up again after a crash or a failure: nobody is waiting for the acknowledgement. */
  isReplay: boolean
  receivedAt: Date
}

export interface KeepFirstOptions {
  inbox: KeepingInbox
  clock: Clock
  log: Logger
  /** One process alone has the database: what another left unfinished is taken up at once. */
  isOnlyProcess: boolean
}

export interface KeepingReceiver extends Receiver {
  /** Ends what is being worked; the rest stays in the inbox. */
  drain(): Promise<void>
}

interface Work {
  key: DeliveryKey
  kind: string
  body: ReceiverEvent['body']
  receivedAt: Date
  /** How often it was taken up again; 0 right after it came. */
  attempts: number
}

const platform = 'slack'
const concurrency = 16
const maxQueued = 5000
/** So many requests within so long: they are pouring in, and work that can wait steps back. */
const busyRequests = 50
const busyWindowMs = 250
const leaseMs = 60_000
const readBackEveryMs = 5_000
const readBackAtMost = 100
const retryAfterMs = [30_000, 120_000, 600_000, 3_600_000]

/** Before anything is kept, and before it is worked: both see the same. */
function withoutNeedless(body: ReceiverEvent['body']): ReceiverEvent['body'] & DeliveredBody {
  const { command, text } = body
  if (typeof command !== 'string' || typeof text !== 'string') return body
  const { leftOut, ...shortened } = shortenCommand(command, text)
  return leftOut === undefined ? body : { ...body, ...shortened, left_out: leftOut }
}

/** False for what opens no window and answers later by message; events, and drafts of closed windows. */
function isUrgent({ kind, body }: Work): boolean {
  if (kind === 'block_actions') return true
  return kind.startsWith('/') && !(kind === '/log' && String(body.text ?? '').trim() !== '')
}

/**
 * Decorates a receiver so that every delivery is kept before it is acknowledged. Those whose acknowledgement carries
 * an answer (submissions) run at once; a typed search is not kept; all others are acknowledged as soon as they
 * are kept and worked afterwards, from memory or, when that is full or the process died, from the inbox.
 */
export function keepFirst(receiver: Receiver, options: KeepFirstOptions): KeepingReceiver {
  const { inbox, clock, log } = options
  let app: App | undefined
  const arrivals = new Float64Array(busyRequests)
  let arrived = 0
  let timer: NodeJS.Timeout | undefined
  let readingBack: Promise<void> = Promise.resolve()
  /** Submissions being worked, so that the same one arriving twice gets one answer. */
  const answering = new Map<string, Promise<unknown>>()
  const running = new Set<Promise<void>>()

  const process = async (event: ReceiverEvent, delivery: DeliveryContext): Promise<void> => {
    if (!app) throw new Error('the receiver has no app yet')
    await app.processEvent({ ...event, customProperties: { ...event.customProperties, delivery } })
  }

  const queue = createWorkQueue<Work>({
    concurrency,
    maxQueued,
    isBusy: () => performance.now() - (arrivals[arrived % busyRequests] ?? 0) < busyWindowMs,
    isUrgent,
    work: async ({ key, body, receivedAt, attempts }) => {
      const delivery = { id: key.deliveryId, isKept: true, isReplay: attempts > 0, receivedAt }
      try {
        await process({ body, ack: async () => undefined }, delivery)
        // Not awaited: if it is lost in a crash, the delivery is only taken up again.
        inbox.done(key).catch((error) => log.error({ err: error }, 'a delivery could not be ticked off'))
      } catch (error) {
        await giveBack(key, attempts, error)
      }
    },
  })

  const giveBack = async (key: DeliveryKey, attempts: number, error: unknown) => {
    const waitMs = retryAfterMs[attempts]
    const retryAt = waitMs === undefined ? null : new Date(clock.now().getTime() + waitMs)
    log.error({ deliveryId: key.deliveryId, attempts, err: error }, 'a delivery could not be worked')
    const name = error instanceof Error ? error.name : 'unknown'
    await inbox.failed(key, { error: name, retryAt }).catch((failure) => {
      log.error({ err: failure }, 'a failed delivery could not be set aside')
    })
  }

  const keep = ({ kind, deliveryId }: Delivered, body: ReceiverEvent['body'], receivedAt: Date) => {
    // The verification token is a secret of old, and nobody reads it.
    const { token: _, ...rest } = body
    return inbox.keep({ platform, deliveryId, kind, body: JSON.stringify(rest), receivedAt })
  }

  /** Resolves with the acknowledgement; what the listener does after it goes on, and `drain` waits for it. */
  const answerNow = async (event: ReceiverEvent, delivered: Delivered, receivedAt: Date): Promise<void> => {
    const id = delivered.deliveryId
    const twin = answering.get(id)
    if (twin) return event.ack(await twin)
    const key = { platform, deliveryId: id }
    const answer = new Promise<unknown>((resolve, reject) => {
      const run = async () => {
        let isAnswered = false
        const ack = async (response: unknown) => {
          await event.ack(response)
          isAnswered = true
          resolve(response)
        }
        // Not kept is no reason to refuse: while somebody waits, the answer itself says whether it was saved.
        const isKept = await keep(delivered, event.body, receivedAt).then(
          () => true,
          (error) => {
            log.error({ err: error }, 'a submission could not be kept')
            return false
          },
        )
        try {
          await process({ ...event, ack }, { id, isKept, isReplay: false, receivedAt })
          if (!isAnswered) throw new Error('no listener acknowledged')
          if (isKept) await inbox.done(key)
        } catch (error) {
          if (isKept) await giveBack(key, 0, error)
          reject(error)
        }
      }
      const going = run().finally(() => running.delete(going))
      running.add(going)
    })
    answering.set(id, answer)
    try {
      await answer
    } finally {
      answering.delete(id)
    }
  }

  const receive = async (event: ReceiverEvent): Promise<void> => {
    const body = withoutNeedless(event.body)
    // Every card that we send comes back as an event: the inbox is no place for it.
    if (body.event && !isForUs(body.event)) return event.ack()
    const receivedAt = clock.now()
    const delivered = identifyDelivery(body)
    if (!delivered) return process(event, { id: '', isKept: false, isReplay: false, receivedAt })
    if (delivered.kind === 'view_submission') return answerNow(event, delivered, receivedAt)
    arrivals[arrived % busyRequests] = performance.now()
    arrived += 1
    const outcome = await keep(delivered, body, receivedAt)
    await event.ack()
    if (outcome === 'duplicate') return
    const { kind, deliveryId } = delivered
    const isTaken = queue.add({ key: { platform, deliveryId }, kind, body, receivedAt, attempts: 0 })
    if (!isTaken) log.debug({ deliveryId }, 'the queue is full, the inbox holds it')
  }

  const readBack = async (orphans: 'all' | 'expired'): Promise<void> => {
    const limit = Math.min(queue.room(), readBackAtMost)
    if (limit === 0) return
    const pending = await inbox.takePending({ limit, leaseMs, orphans })
    for (const { deliveryId, kind, body, receivedAt, attempts } of pending) {
      queue.add({ key: { platform, deliveryId }, kind, body: JSON.parse(body), receivedAt, attempts })
    }
  }

  return {
    init: (bolt) => {
      app = bolt
      // All of Bolt but for what happens first: the receiver sees an app that keeps before it processes.
      const facade: App = Object.create(bolt)
      facade.processEvent = receive
      receiver.init(facade)
    },
    start: async (...args) => {
      await readBack(options.isOnlyProcess ? 'all' : 'expired')
      timer = setInterval(() => {
        readingBack = readBack('expired').catch((error) =>
          log.error({ err: error }, 'the inbox cannot be read'),
        )
      }, readBackEveryMs)
      timer.unref()
      return receiver.start(...args)
    },
    stop: (...args) => receiver.stop(...args),
    drain: async () => {
      clearInterval(timer)
      await readingBack
      await Promise.all(running)
      await queue.stop()
    },
  }
}
