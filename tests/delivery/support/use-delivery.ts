import { beforeEach } from 'vitest'
import { deliverRipe } from '../../../src/delivery/deliver-outbox.ts'
import type { DeliveryParts } from '../../../src/delivery/delivery-parts.ts'
import { createPace, type Pace } from '../../../src/delivery/pace.ts'
import type { OutgoingMessage, Receipt, Sender } from '../../../src/delivery/sender.ts'
import { PlatformUnreachable } from '../../../src/errors.ts'
import { enqueue, type NewMessage } from '../../../src/store/outbox.ts'
import type { DatabaseName } from '../../support/databases.ts'
import { start, useTestOffice } from '../../support/office.ts'

/** A platform of which each test says how it answers; it remembers what has arrived. */
function createPlatform() {
  const arrived: OutgoingMessage[] = []
  const lookedFor: string[] = []
  const troubles: (() => Error)[] = []
  let refused: { error: () => Error; key: string | undefined } | undefined
  let losesAnswers = 0
  const receiptOf = (index: number): Receipt => ({ channel: 'D1', ts: `1.${index}` })
  const sender: Sender = {
    platform: 'slack',
    send: async (message) => {
      if (refused && (refused.key ?? message.dedupeKey) === message.dedupeKey) throw refused.error()
      const trouble = troubles.shift()
      if (trouble) throw trouble()
      arrived.push(message)
      if (losesAnswers > 0) {
        losesAnswers -= 1
        throw new PlatformUnreachable('no answer in time')
      }
      return receiptOf(arrived.length - 1)
    },
    findSent: async (_to, dedupeKey) => {
      lookedFor.push(dedupeKey)
      const index = arrived.findIndex((m) => m.dedupeKey === dedupeKey)
      return index < 0 ? undefined : receiptOf(index)
    },
  }
  return {
    sender,
    arrived,
    lookedFor,
    fail: (...errors: (() => Error)[]) => void troubles.push(...errors),
    /** Refuses whatever comes, or what has this key alone; until `undefined` is told. */
    refuse: (error: (() => Error) | undefined, key?: string) => {
      refused = error && { error, key }
    },
    loseAnswers: (count: number) => {
      losesAnswers = count
    },
  }
}

/** An office with an empty outbox before each test, and a platform that takes what is delivered. */
export function useDelivery(provider: DatabaseName) {
  const opened = useTestOffice(provider)
  let platform = createPlatform()
  let held: [string, number][] = []
  beforeEach(async () => {
    platform = createPlatform()
    held = []
    await opened().office.store.db.outbox.deleteMany()
    await opened().office.store.db.sentMessage.deleteMany()
    opened().clock.set(start)
  })

  const partsOf = () => {
    const { office, clock } = opened()
    const quick = createPace({ gapMs: 0, burst: 1 })
    // A hold is noted, not waited for.
    const pace: Pace = { wait: quick.wait, hold: async (name, ms) => void held.push([name, ms]) }
    const senders = new Map([['slack', platform.sender]])
    const channelLanguage = () => 'en' as const
    return { store: office.store, clock, senders, pace, log: office.log, channelLanguage, owner: 'test' }
  }
  const deliver = (parts: Partial<DeliveryParts> = {}) => deliverRipe({ ...partsOf(), ...parts })
  const put = (dedupeKey: string, more: Partial<NewMessage> = {}) => {
    const { office, actors, clock } = opened()
    const target = `person:${actors.rep.personId}`
    const message = { platform: 'slack', target, card: { title: dedupeKey }, dedupeKey, ...more }
    return office.store.transaction((tx) => enqueue(tx, message, clock.now()))
  }
  const rowOf = (dedupeKey: string) =>
    opened().office.store.db.outbox.findUniqueOrThrow({ where: { dedupeKey } })
  const titles = () => platform.arrived.map((m) => m.card.title)
  const deliverAll = async (parts?: Partial<DeliveryParts>) => {
    while ((await deliver(parts)) > 0);
  }
  return {
    opened,
    platform: () => platform,
    held: () => held,
    partsOf,
    deliver,
    deliverAll,
    put,
    rowOf,
    titles,
  }
}
