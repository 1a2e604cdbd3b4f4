import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import { noMeter } from '../../../src/meter.ts'
import { followDelivery } from '../../../src/receiving/follow-delivery.ts'
import {
  type DeliveryContext,
  type KeepParts,
  keepDeliveries,
} from '../../../src/receiving/keep-deliveries.ts'
import { platform } from '../desk.ts'
import { identifyDelivery } from './delivery-id.ts'
import { type Delivery, MalformedDelivery, readDelivery } from './read-delivery.ts'
import { isForUs } from './shapes/event.ts'
import { shortenCommand } from './shorten-command.ts'
import { shortenMessage } from './shorten-message.ts'

export interface KeepingReceiver extends Receiver {
  /** Ends what is being worked; the rest stays in the inbox. */
  drain(): Promise<void>
}

type Body = ReceiverEvent['body']

/** Before anything is kept, and before it is worked: both see the same. */
function withoutNeedless({ about, body: given }: Delivery): Body {
  // The verification token is a secret of old, and nobody reads it.
  const { token: _, ...body } = given
  if (about === 'event' && given.event.type === 'message')
    return { ...body, event: shortenMessage(given.event) }
  if (about !== 'command' || given.text === undefined) return body
  const { leftOut, ...shortened } = shortenCommand(given.command, given.text)
  return leftOut === undefined ? body : { ...body, ...shortened, left_out: leftOut }
}

/** False for what opens no window and answers later by message; events, and drafts of closed windows. */
function isUrgent({ kind, body }: { kind: string; body: Body }): boolean {
  if (kind === 'block_actions') return true
  return kind.startsWith('/') && !(kind === '/log' && String(body.text ?? '').trim() !== '')
}

/**
 * Decorates a receiver so that every delivery is kept before it is acknowledged. Those whose acknowledgement carries
 * an answer (submissions) run at once; a typed search is not kept; all others are acknowledged as soon as they
 * are kept and worked afterwards.
 */
export function keepFirst(receiver: Receiver, parts: KeepParts): KeepingReceiver {
  const { clock, log, meter = noMeter } = parts
  let app: App | undefined
  /** Submissions being worked, so that the same one arriving twice gets one answer. */
  const answering = new Map<string, Promise<unknown>>()
  const running = new Set<Promise<void>>()

  const process = async (event: ReceiverEvent, delivery: DeliveryContext): Promise<void> => {
    if (!app) throw new Error('the receiver has no app yet')
    await app.processEvent({ ...event, customProperties: { ...event.customProperties, delivery } })
  }

  const kept = keepDeliveries<Body>({
    ...parts,
    platform,
    isUrgent,
    work: (body, delivery) => process({ body, ack: async () => undefined }, delivery),
  })

  /** Resolves with the acknowledgement; what the listener does after it goes on, and `drain` waits for it. */
  const answerNow = async (
    event: ReceiverEvent,
    delivery: { kind: string; deliveryId: string; receivedAt: Date },
  ): Promise<void> => {
    const { deliveryId: id, receivedAt } = delivery
    const twin = answering.get(id)
    if (twin) return event.ack(await twin)
    const answer = new Promise<unknown>((resolve, reject) => {
      const run = async () => {
        let isAnswered = false
        const ack = async (response: unknown) => {
          await event.ack(response)
          isAnswered = true
          resolve(response)
        }
        // Not kept is no reason to refuse: while somebody waits, the answer itself says whether it was saved.
        const isKept = await kept.keep(delivery, event.body).then(
          () => true,
          (error) => {
            log.error({ err: error }, 'a submission could not be kept')
            return false
          },
        )
        try {
          await followDelivery(log, { ...delivery, attempts: 0 }, () =>
            process({ ...event, ack }, { id, isKept, isReplay: false, receivedAt }),
          )
          if (!isAnswered) throw new Error('no listener acknowledged')
          if (isKept) await kept.done(id)
        } catch (error) {
          if (isKept) await kept.giveBack(id, 0, error)
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

  const read = (body: unknown): Delivery | MalformedDelivery => {
    try {
      return readDelivery(body)
    } catch (error) {
      if (!(error instanceof MalformedDelivery)) throw error
      const { about, at } = error
      meter.count('refusals', { platform, reason: 'shape' })
      log.error({ about, at }, 'refused a delivery of another shape')
      return error
    }
  }

  const receive = async (given: ReceiverEvent): Promise<void> => {
    const arrivedAt = performance.now()
    const ack: ReceiverEvent['ack'] = async (response) => {
      await given.ack(response)
      meter.took('acknowledgement', { platform }, performance.now() - arrivedAt)
    }
    const delivery = read(given.body)
    // An event that is not acknowledged comes three times more. For all else somebody waits: they are told by what
    // they pressed that it did not get through, and Slack does not repeat it.
    if (delivery instanceof MalformedDelivery) {
      if (delivery.about === 'event') return ack()
      throw delivery
    }
    // Every card that we send comes back as an event: the inbox is no place for it.
    if (delivery.about === 'event' && !isForUs(delivery.body.event)) return ack()
    const event = { ...given, ack, body: withoutNeedless(delivery) }
    const receivedAt = clock.now()
    const delivered = identifyDelivery(delivery)
    if (!delivered) return process(event, { id: '', isKept: false, isReplay: false, receivedAt })
    if (delivered.kind === 'view_submission') return answerNow(event, { ...delivered, receivedAt })
    await kept.take({ ...delivered, receivedAt }, event.body)
    await event.ack()
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
      await kept.start()
      return receiver.start(...args)
    },
    stop: (...args) => receiver.stop(...args),
    drain: async () => {
      await Promise.all(running)
      await kept.drain()
    },
  }
}
