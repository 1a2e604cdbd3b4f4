import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { WecomConfig } from '../../../src/config/wecom.ts'
import { createTokenCache } from './token-cache.ts'
import { busyCode, noAnswer, staleToken, toAppError } from './wecom-error.ts'

const anyAnswer = z.looseObject({ errcode: z.number().default(0) })
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() })

export type Answer = z.output<typeof anyAnswer>
export type Query = Record<string, string>

export interface Caller {
  /** Any call with the app's token; whatever `errcode` says is the caller's to judge. @throws PlatformUnreachable */
  call(path: string, init: RequestInit, query?: Query): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  /** @throws PlatformRefused with the code, PlatformUnreachable */
  getToken(): Promise<string>
}

const timeoutMs = 8_000
/** "Busy" is asked again three times (90313). */
const busyWaitsMs = [200, 600, 1_800]

/**
 * One request. Neither address nor answer gets into the error: tokens and keys stand in the one, and what was sent may
 * be quoted in the other.
 */
export async function requestWecom(
  apiUrl: string,
  path: string,
  query: Query,
  init: RequestInit,
): Promise<Answer> {
  const url = new URL(`cgi-bin/${path}`, apiUrl)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const ask = async () => {
    try {
      const response = await fetch(url, {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      return anyAnswer.parse(await response.json())
    } catch (error) {
      throw noAnswer(path, error)
    }
  }
  let answer = await ask()
  for (const waitMs of busyWaitsMs) {
    if (answer.errcode !== busyCode) break
    await sleep(waitMs)
    answer = await ask()
  }
  return answer
}

/** Calls of one app, with its token. */
export function createCaller({ apiUrl, corpId, secret }: WecomConfig, clock: Clock): Caller {
  const tokens = createTokenCache(async () => {
    const answer = await requestWecom(apiUrl, 'gettoken', { corpid: corpId, corpsecret: secret }, {})
    if (answer.errcode !== 0) throw toAppError('gettoken', answer.errcode)
    const { access_token, expires_in } = tokenAnswer.parse(answer)
    return { token: access_token, expiresInSeconds: expires_in }
  }, clock)

  /** A token that was revoked early is replaced once. */
  const call: Caller['call'] = async (path, init, query = {}) => {
    const first = await tokens.get()
    const answer = await requestWecom(apiUrl, path, { ...query, access_token: first }, init)
    if (!staleToken.has(answer.errcode)) return answer
    tokens.drop(first)
    return requestWecom(apiUrl, path, { ...query, access_token: await tokens.get() }, init)
  }
  return {
    call,
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    getToken: () => tokens.get(),
  }
}
