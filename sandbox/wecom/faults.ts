import { z } from 'zod'
import { createFaultShelf, type FaultShelf, type StoredFault } from '../world/fault-shelf.ts'

const times = z.number().int().positive().nullable().default(1)

const apiFault = z.strictObject({
  on: z.literal('api'),
  /** `message/send`, `gettoken`, `webhook/send` … or `*` */
  method: z.string().default('*'),
  effect: z.enum([
    'delay',
    'timeout-before',
    'timeout-after',
    'http-500',
    'drop',
    'drop-after',
    'malformed',
    'errcode',
  ]),
  /** real milliseconds */
  delayMs: z.number().int().nonnegative().default(0),
  errcode: z.number().int().default(-1),
  times,
})

const callbackFault = z.strictObject({
  on: z.literal('callback'),
  /** `text` or the name of an event (`click`, `template_card_event` …) or `*` */
  event: z.string().default('*'),
  effect: z.enum([
    'delay',
    'late',
    'drop',
    'ack-lost',
    'duplicate',
    'out-of-order',
    'bad-signature',
    'wrong-corp',
    'stale',
  ]),
  /** how often a `duplicate` comes in all */
  copies: z.number().int().min(2).max(10).default(2),
  /** real milliseconds for `delay`, sandbox milliseconds for `late` */
  delayMs: z.number().int().nonnegative().default(0),
  times,
})

/** What can be made to go wrong; `times` null means until it is deleted. */
export const wecomFaultInput = z.discriminatedUnion('on', [apiFault, callbackFault])

export type WecomFaultInput = z.input<typeof wecomFaultInput>
type Given = z.output<typeof wecomFaultInput>
export type WecomApiFault = StoredFault<z.output<typeof apiFault>>
export type CallbackFault = StoredFault<z.output<typeof callbackFault>>
export type WecomFault = StoredFault<Given>

export interface WecomFaultBoard extends Omit<FaultShelf<Given>, 'take'> {
  takeApi(method: string): WecomApiFault | undefined
  /** @param isRetry of a callback that has gone out: it can't be doubled, delayed or overtaken any more */
  takeCallback(event: string, isRetry: boolean): CallbackFault | undefined
}

export function createWecomFaults(onChanged: (id: string) => void): WecomFaultBoard {
  const { take, ...shelf } = createFaultShelf<Given>(onChanged)
  return {
    ...shelf,
    takeApi: (method) =>
      take(
        (fault): fault is WecomApiFault =>
          fault.on === 'api' && (fault.method === '*' || fault.method === method),
      ),
    takeCallback: (event, isRetry) =>
      take(
        (fault): fault is CallbackFault =>
          fault.on === 'callback' &&
          (fault.event === '*' || fault.event === event) &&
          !(isRetry && ['duplicate', 'late', 'out-of-order'].includes(fault.effect)),
      ),
  }
}
