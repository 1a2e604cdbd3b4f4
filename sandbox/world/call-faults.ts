import type { FastifyReply } from 'fastify'
import { z } from 'zod'

/** How often a fault strikes; null means until it is deleted. */
export const faultTimes = z.number().int().positive().nullable().default(1)

/** What every platform's API can do to a call: `-before` it has any effect, or after. `cut`: done, and half of the answer. */
export const callEffects = [
  'delay',
  'timeout-before',
  'timeout-after',
  'http-500',
  'drop',
  'drop-after',
  'malformed',
  'cut',
] as const

/** What every fault of a call says besides its effect. */
export const callFault = {
  on: z.literal('api'),
  /** the method's name as the platform writes it, or `*` */
  method: z.string().default('*'),
  /** real milliseconds */
  delayMs: z.number().int().nonnegative().default(0),
  times: faultTimes,
}

/** Whether a fault that names a method, an event or a command is meant for this one. */
export const isFor = (named: string, name: string): boolean => named === '*' || named === name

/** Promises the whole answer, sends half of it and hangs up. */
export function cutAnswer(reply: FastifyReply, body: unknown): void {
  const whole = Buffer.from(JSON.stringify(body))
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': whole.byteLength,
  })
  reply.raw.write(whole.subarray(0, whole.byteLength / 2), () => reply.raw.destroy())
}

/** The faults of the line itself. @returns true when there is nothing left to answer */
export function breakLine(reply: FastifyReply, effect: string | undefined): boolean {
  switch (effect) {
    case 'timeout-before':
    case 'timeout-after':
      // Never answered: the connection stays open until the app gives up or the sandbox closes.
      reply.hijack()
      return true
    case 'drop':
    case 'drop-after':
      reply.hijack()
      reply.raw.destroy()
      return true
    default:
      return false
  }
}
