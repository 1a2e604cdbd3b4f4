import { z } from 'zod'
import { NotFound } from '../../../src/errors.ts'
import type { Press } from '../../../src/forms/card.ts'
import type { PressButton } from '../../../src/forms/plain-card.ts'
import { readPress, writePress } from '../../../src/forms/press-value.ts'
import { limits } from './limits.ts'

// A callback brings nothing but the key: whatever has to be known when a button is pressed travels in it.

/**
 * What a button's key says: a press, or that it was thought better of. `confirm` is to be asked first; `askedOn` stands
 * on the answer to that, with the code for the card that was pressed before, empty where there is none.
 */
export type ButtonKey = { press: Press; confirm?: string; askedOn?: string } | 'leave'

export const leaveKey = 'leave'
const toConfirm = z.tuple([z.literal('?'), z.string(), z.string()])
const confirmed = z.tuple([z.literal('!'), z.string(), z.string()])

/** @throws TypeError when it does not fit, which no press of ours comes near */
export function writeKey({ press, confirm }: PressButton): string {
  const text = writePress(press, limits.buttonKeyBytes)
  const key = confirm ? JSON.stringify(['?', confirm, text]) : text
  if (!fits(key)) throw new TypeError('a press is too long for a button')
  return key
}

/** Of the button by which a press is confirmed. */
export function writeConfirmedKey(press: Press, code: string): string {
  const text = writePress(press, limits.buttonKeyBytes)
  const key = JSON.stringify(['!', text, code])
  // How long a code is, is not documented: without it the first card stays as it is.
  return fits(key) ? key : JSON.stringify(['!', text, ''])
}

const fits = (key: string) => Buffer.byteLength(key) <= limits.buttonKeyBytes

/** @throws NotFound when the button is of an older program or none of ours */
export function readKey(key: string): ButtonKey {
  if (key === leaveKey) return 'leave'
  if (key.startsWith('["!"')) {
    const [, press, askedOn] = readParts(confirmed, key)
    return { press: readPress(press), askedOn }
  }
  if (!key.startsWith('["?"')) return { press: readPress(key) }
  const [, confirm, press] = readParts(toConfirm, key)
  return { press: readPress(press), confirm }
}

function readParts<Parts>(shape: z.ZodType<Parts>, key: string): Parts {
  try {
    return shape.parse(JSON.parse(key))
  } catch {
    throw new NotFound('press')
  }
}
