import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import { makeOpaqueId } from './chats.ts'

const LIFETIME_MS = 72 * 60 * 60 * 1000

/** @param msgid the card that may be updated with it */
export function issueResponseCode(wecom: LocalWecom, msgid: string): string {
  const code = makeOpaqueId()
  wecom.corp.responseCodes.set(code, { msgid, issuedMs: wecom.clock.nowMs(), isUsed: false })
  return code
}

/**
 * Looks at a code without using it up: a call that is refused for another reason costs nothing.
 * The errcode of a code that is spent is not documented; apps must go by "not 0".
 * @throws WecomError 40058
 */
export function getResponseCode(wecom: LocalWecom, code: string) {
  const found = wecom.corp.responseCodes.get(code)
  if (!found) throw new WecomError(40058, 'response_code is unknown')
  if (found.isUsed) throw new WecomError(40058, 'response_code was used before')
  if (wecom.clock.nowMs() - found.issuedMs > LIFETIME_MS) {
    throw new WecomError(40058, 'response_code has expired after 72 hours')
  }
  return found
}
