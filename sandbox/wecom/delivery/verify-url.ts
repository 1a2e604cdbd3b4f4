import { randomInt } from 'node:crypto'
import { request } from 'undici'
import type { LocalWecom } from '../local-wecom.ts'
import { addressWith, sealMessage } from './callback-keys.ts'

/** WeCom waits for one second and no longer (document 90238). */
const TIMEOUT_MS = 1000

export interface WecomVerification {
  ok: boolean
  httpStatus: number | null
  /** null when all is well; otherwise what the console would have to say */
  problem: string | null
  ms: number
}

/** The console's check when a callback address is saved: the decrypted echostr, bare, within a second. */
export async function verifyCallbackUrl(wecom: LocalWecom): Promise<WecomVerification> {
  const { callbackUrl } = wecom.app
  if (!callbackUrl) return { ok: false, httpStatus: null, problem: 'no callback URL is configured', ms: 0 }
  const echo = String(BigInt(randomInt(2 ** 47)) * 100_003n)
  const { encrypted, query } = sealMessage(wecom, echo)
  query.set('echostr', encrypted)
  const url = addressWith(callbackUrl, query)
  const entry = wecom.traffic.begin({
    direction: 'out',
    kind: 'wecom_callback',
    method: 'verify_url',
    url,
    request: { echostr: echo },
  })
  const startedMs = performance.now()
  const { httpStatus, problem, text } = await ask(url, echo)
  const ms = Math.round(performance.now() - startedMs)
  entry.end({ httpStatus, ok: problem === null, error: problem, response: text })
  return { ok: problem === null, httpStatus, problem, ms }
}

async function ask(url: string, echo: string) {
  try {
    const response = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await response.body.text()
    return { httpStatus: response.statusCode, text, problem: judge(response.statusCode, text, echo) }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const problem = isLate ? 'no answer within one second' : 'could not reach the address'
    return { httpStatus: null, text: null, problem }
  }
}

function judge(httpStatus: number, text: string, echo: string): string | null {
  if (httpStatus !== 200) return `HTTP ${httpStatus}`
  if (text === echo) return null
  return text.includes(echo)
    ? 'the plain text came with quotes, line breaks or other decoration'
    : 'the answer is not the decrypted echostr'
}
