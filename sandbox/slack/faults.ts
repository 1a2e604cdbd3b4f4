import { z } from 'zod'
import { callEffects, callFault, faultTimes, isFor } from '../world/call-faults.ts'
import { createFaultShelf, type StoredFault } from '../world/fault-shelf.ts'

const apiFault = z.strictObject({
  ...callFault,
  effect: z.enum([...callEffects, 'rate-limited', 'rate-limited-bare', 'http-503', 'error']),
  retryAfterS: z.number().int().positive().default(1),
  error: z.string().default('fatal_error'),
})

const deliveryFault = z.strictObject({
  on: z.literal('delivery'),
  kind: z
    .enum([
      'event',
      'command',
      'block_actions',
      'view_submission',
      'view_closed',
      'block_suggestion',
      'shortcut',
      '*',
    ])
    .default('*'),
  effect: z.enum(['delay', 'drop', 'ack-lost', 'duplicate', 'out-of-order']),
  delayMs: z.number().int().nonnegative().default(0),
  times: faultTimes,
})

const socketFault = z.strictObject({
  on: z.literal('socket'),
  effect: z.enum(['disconnect-now', 'kill-now', 'refuse']),
  times: faultTimes,
})

/** What can be made to go wrong; `times` null means until it is deleted. */
export const faultInput = z.discriminatedUnion('on', [apiFault, deliveryFault, socketFault])

export type FaultInput = z.input<typeof faultInput>
export type ApiFault = StoredFault<z.output<typeof apiFault>>
export type DeliveryFault = StoredFault<z.output<typeof deliveryFault>>
type SocketFault = StoredFault<z.output<typeof socketFault>>
export type Fault = ApiFault | DeliveryFault | SocketFault

export interface FaultBoard {
  add(input: z.output<typeof faultInput>): Fault
  list(): Fault[]
  remove(id: string): boolean
  clear(): void
  /** Takes one use of the oldest fault that fits, or undefined. */
  takeApi(method: string): ApiFault | undefined
  takeDelivery(kind: string): DeliveryFault | undefined
  takeSocket(): SocketFault | undefined
}

export function createFaultBoard(onChanged: (id: string) => void): FaultBoard {
  const { take, ...shelf } = createFaultShelf<z.output<typeof faultInput>>(onChanged)
  return {
    ...shelf,
    takeApi: (method) =>
      take((fault): fault is ApiFault => fault.on === 'api' && isFor(fault.method, method)),
    takeDelivery: (kind) =>
      take(
        (fault): fault is DeliveryFault =>
          fault.on === 'delivery' &&
          isFor(fault.kind, kind) &&
          // Order and doubling only mean something for events: a person's click happens once.
          (kind === 'event' || (fault.effect !== 'duplicate' && fault.effect !== 'out-of-order')),
      ),
    takeSocket: () =>
      take((fault): fault is SocketFault => fault.on === 'socket' && fault.effect === 'refuse'),
  }
}
