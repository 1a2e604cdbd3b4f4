import { z } from 'zod'
import { NotFound } from '../../../src/errors.ts'
import type { Button, Press } from '../../../src/forms/card.ts'
import { readPress, writePress } from '../../../src/forms/press-value.ts'
import { limits } from './limits.ts'

/** What a button's key says: a press, one that has to be confirmed first, or that it was thought better of. */
export type ButtonKey = { press: Press; confirm?: string; label?: string } | 'leave'

/** A callback brings nothing but the key: what has to be asked before the press takes effect travels in it. */
const confirmed = z.tuple([z.literal('?'), z.string(), z.string(), z.string()])

export const leaveKey = 'leave'

/** @throws TypeError when it does not fit, which no press of ours comes near */
export function writeKey(button: Button & { press: Press }): string {
  const press = writePress(button.press, limits.buttonKeyBytes)
  const key = button.confirm ? JSON.stringify(['?', button.confirm, button.label, press]) : press
  if (Buffer.byteLength(key) > limits.buttonKeyBytes) throw new TypeError('a press is too long for a button')
  return key
}

/** @throws NotFound when the button is of an older program or none of ours */
export function readKey(key: string): ButtonKey {
  if (key === leaveKey) return 'leave'
  if (!key.startsWith('["?"')) return { press: readPress(key) }
  const [, confirm, label, press] = readConfirmed(key)
  return { press: readPress(press), confirm, label }
}

function readConfirmed(key: string): z.infer<typeof confirmed> {
  try {
    return confirmed.parse(JSON.parse(key))
  } catch {
    throw new NotFound('press')
  }
}
