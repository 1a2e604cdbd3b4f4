import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { WecomConfig } from '../../../src/config.ts'
import { createPace } from '../../../src/delivery/pace.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import { createTokenCache } from './token-cache.ts'
import { noAnswer, staleToken, toAppError } from './wecom-error.ts'

/** A message to members, as `message/send` takes it (developer.work.weixin.qq.com 90236), without what is the same of all. */
export type Message =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'template_card'; template_card: Record<string, unknown> }
  | { msgtype: 'image'; image: { media_id: string } }

export interface Sent {
  msgId: string
  /** With which an interactive card may be changed, once and within 72 hours. */
  responseCode?: string
}

export interface WecomClient {
  /**
   * Sends to one member. The same message sent again within four hours arrives once, whatever became of the first
   * answer.
   * @throws PlatformRefused, RateLimited, PlatformUnreachable
   */
  send(userId: string, message: Message): Promise<Sent>
  /** Changes an interactive card where it stands (94888); false when that cannot be, as once its code was used. */
  updateCard(userId: string, responseCode: string, card: Record<string, unknown>): Promise<boolean>
  /** Pictures are kept for three days (90253). */
  uploadPicture(name: string, png: Uint8Array): Promise<string>
  /** Whether a token is to be had. @throws PlatformRefused with the code, PlatformUnreachable */
  checkAccess(): Promise<void>
  /** As much of a member as a new app may see (90196). */
  findMember(userId: string): Promise<{ name: string } | undefined>
}

/** WeCom drops what is more than 30 a minute for a member, and says nothing of it. */
const memberPace = { gapMs: 2_500, burst: 6 }
const platform = 'wecom'
const timeoutMs = 8_000
const duplicateIntervalSeconds = 4 * 60 * 60

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() })
const sentAnswer = z.object({
  msgid: z.string().default(''),
  response_code: z.string().optional(),
  invaliduser: z.string().default(''),
  unlicenseduser: z.string().default(''),
})
const anyAnswer = z.looseObject({ errcode: z.number().default(0) })

export function createWecomClient(config: WecomConfig, clock: Clock): WecomClient {
  const { apiUrl, corpId, secret, agentId } = config
  const pace = createPace(memberPace)

  const request = async (path: string, query: Record<string, string>, init: RequestInit) => {
    const url = new URL(`cgi-bin/${path}`, apiUrl)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
      return anyAnswer.parse(await response.json())
    } catch (error) {
      throw noAnswer(path, error)
    }
  }

  const tokens = createTokenCache(async () => {
    const answer = await request('gettoken', { corpid: corpId, corpsecret: secret }, {})
    if (answer.errcode !== 0) throw toAppError('gettoken', answer.errcode)
    const { access_token, expires_in } = tokenAnswer.parse(answer)
    return { token: access_token, expiresInSeconds: expires_in }
  }, clock)

  /** Every call with its `errcode` looked at; a token that was revoked early is replaced once. */
  const call = async (path: string, init: RequestInit, query: Record<string, string> = {}) => {
    const first = await tokens.get()
    const answer = await request(path, { ...query, access_token: first }, init)
    if (!staleToken.has(answer.errcode)) return answer
    tokens.drop(first)
    return request(path, { ...query, access_token: await tokens.get() }, init)
  }

  const post = (path: string, body: unknown) => call(path, { method: 'POST', body: JSON.stringify(body) })

  return {
    send: async (userId, message) => {
      await pace.wait(platform, userId)
      const answer = await post('message/send', {
        touser: userId,
        agentid: agentId,
        ...message,
        enable_duplicate_check: 1,
        duplicate_check_interval: duplicateIntervalSeconds,
      })
      if (answer.errcode !== 0) throw toAppError('message/send', answer.errcode)
      const { msgid, response_code, invaliduser, unlicenseduser } = sentAnswer.parse(answer)
      if (invaliduser !== '' || unlicenseduser !== '')
        throw new PlatformRefused('the member cannot be reached by this app')
      return { msgId: msgid, ...(response_code ? { responseCode: response_code } : {}) }
    },
    updateCard: async (userId, responseCode, card) => {
      const answer = await post('message/update_template_card', {
        userids: [userId],
        agentid: agentId,
        response_code: responseCode,
        template_card: card,
      })
      if (answer.errcode === 0) return true
      const error = toAppError('message/update_template_card', answer.errcode)
      if (error instanceof PlatformRefused) return false
      throw error
    },
    uploadPicture: async (name, png) => {
      const body = new FormData()
      body.set('media', new Blob([Uint8Array.from(png)], { type: 'image/png' }), name)
      const answer = await call('media/upload', { method: 'POST', body }, { type: 'image' })
      if (answer.errcode !== 0) throw toAppError('media/upload', answer.errcode)
      return z.object({ media_id: z.string() }).parse(answer).media_id
    },
    checkAccess: async () => {
      await tokens.get()
    },
    findMember: async (userId) => {
      const answer = await call('user/get', {}, { userid: userId })
      if (answer.errcode !== 0) return undefined
      return z.object({ name: z.string() }).parse(answer)
    },
  }
}
