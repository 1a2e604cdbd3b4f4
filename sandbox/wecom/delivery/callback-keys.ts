import { randomInt } from 'node:crypto'
import { encryptMessage, signCallback } from '../crypto.ts'
import type { CallbackFault } from '../faults.ts'
import type { LocalWecom } from '../local-wecom.ts'

/** Long enough for every app to call a stamp old. */
const STALE_S = 24 * 60 * 60

/** The signed query and ciphertext of one callback. */
export interface SealedMessage {
  encrypted: string
  query: URLSearchParams
}

/** Encrypts for the app's address. */
export function sealMessage(
  wecom: LocalWecom,
  message: string,
  fault?: CallbackFault['effect'],
): SealedMessage {
  const { token, encodingAesKey } = wecom.app
  const receiveId = fault === 'wrong-corp' ? 'ww0000000000000000' : wecom.account.corpId
  const encrypted = encryptMessage(encodingAesKey, message, receiveId)
  // Apps compare this stamp with the machine's own clock, whatever day the sandbox plays.
  const timestamp = String(Math.floor(Date.now() / 1000) - (fault === 'stale' ? STALE_S : 0))
  const nonce = String(randomInt(1e9, 1e10))
  const signature = signCallback(fault === 'bad-signature' ? `${token}x` : token, timestamp, nonce, encrypted)
  return { encrypted, query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }) }
}

/** The address with its own query kept and the signed one added. */
export function addressWith(callbackUrl: string, query: URLSearchParams): string {
  const url = new URL(callbackUrl)
  for (const [name, value] of query) url.searchParams.set(name, value)
  return url.href
}
