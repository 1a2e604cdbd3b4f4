import { z } from 'zod'
import { callEffects, callFault, faultTimes, isFor } from '../world/call-faults.ts'
import { createFaultShelf, type FaultShelf, type StoredFault } from '../world/fault-shelf.ts'

const apiFault = z.strictObject({
  ...callFault,
  effect: z.enum([...callEffects, 'errcode']),
  errcode: z.number().int().default(-1),
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
  times: faultTimes,
})

const botFault = z.strictObject({
  on: z.literal('bot'),
  /** `aibot_send_msg`, `aibot_subscribe` … or `*`; heartbeats are spared */
  cmd: z.string().default('*'),
  /** `ack-lost`: done, and not said; `lost`: neither; `close`: the connection breaks instead */
  effect: z.enum(['errcode', 'ack-lost', 'lost', 'close', 'delay']),
  delayMs: z.number().int().nonnegative().default(0),
  errcode: z.number().int().default(-1),
  times: faultTimes,
})

const botCallbackFault = z.strictObject({
  on: z.literal('bot-callback'),
  /** the type of a message or the name of an event, or `*` */
  event: z.string().default('*'),
  effect: z.enum(['duplicate', 'drop']),
  copies: z.number().int().min(2).max(10).default(2),
  times: faultTimes,
})

/** What can be made to go wrong; `times` null means until it is deleted. */
export const wecomFaultInput = z.discriminatedUnion('on', [
  apiFault,
  callbackFault,
  botFault,
  botCallbackFault,
])

export type WecomFaultInput = z.input<typeof wecomFaultInput>
type Given = z.output<typeof wecomFaultInput>
export type WecomApiFault = StoredFault<z.output<typeof apiFault>>
export type CallbackFault = StoredFault<z.output<typeof callbackFault>>
type BotFault = StoredFault<z.output<typeof botFault>>
type BotCallbackFault = StoredFault<z.output<typeof botCallbackFault>>
export type WecomFault = StoredFault<Given>

export interface WecomFaultBoard extends Omit<FaultShelf<Given>, 'take'> {
  takeApi(method: string): WecomApiFault | undefined
  /** @param isRetry of a callback that has gone out: it can't be doubled, delayed or overtaken any more */
  takeCallback(event: string, isRetry: boolean): CallbackFault | undefined
  takeBot(cmd: string): BotFault | undefined
  takeBotCallback(event: string): BotCallbackFault | undefined
}

export function createWecomFaults(onChanged: (id: string) => void): WecomFaultBoard {
  const { take, ...shelf } = createFaultShelf<Given>(onChanged)
  return {
    ...shelf,
    takeApi: (method) =>
      take((fault): fault is WecomApiFault => fault.on === 'api' && isFor(fault.method, method)),
    takeCallback: (event, isRetry) =>
      take(
        (fault): fault is CallbackFault =>
          fault.on === 'callback' &&
          isFor(fault.event, event) &&
          !(isRetry && ['duplicate', 'late', 'out-of-order'].includes(fault.effect)),
      ),
    takeBot: (cmd) => take((fault): fault is BotFault => fault.on === 'bot' && isFor(fault.cmd, cmd)),
    takeBotCallback: (event) =>
      take((fault): fault is BotCallbackFault => fault.on === 'bot-callback' && isFor(fault.event, event)),
  }
}
