import { z } from 'zod'
import type { WecomConfig } from '../../../src/config/wecom.ts'
import { AppError, NotPermitted } from '../../../src/errors.ts'
import type { SignIn, WayIn } from '../../../src/services/links/way-in.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { toAppError } from '../client/wecom-error.ts'
import { type Desk, describeMember, platform } from '../desk.ts'

/** The code is none, is used or older than five minutes, or is of another company's app. */
const badCode: ReadonlySet<number> = new Set([40029, 41008])

/** Of a member a userid; somebody from outside has an openid, or an external_userid, and nothing else (91023). */
const info = z.object({ userid: z.string().min(1).optional(), UserId: z.string().min(1).optional() })

type Parts = Pick<Desk, 'members' | 'corpId'> & { client: WecomClient }

/** WeCom's login (91022, 91023): silent inside of WeCom, by a code to scan in any other browser (98152). */
export function createWayIn(config: WecomConfig, parts: Parts): WayIn {
  return {
    platform,
    how: 'wecom.login.how',
    signIn: {
      label: 'wecom.login.button',
      isInside,
      addressFor: ({ state, back, isInside: isQuiet }) =>
        isQuiet ? quietAddress(config, state, back) : scanAddress(config, state, back),
      findUser: (query) => findUser(parts, query),
    },
  }
}

/** Members who follow the company in WeChat open pages there: its browser can log in just as silently. */
const isInside: SignIn['isInside'] = (userAgent) => /wxwork\/|MicroMessenger\//i.test(userAgent)

function quietAddress({ oauthUrl, corpId, agentId }: WecomConfig, state: string, back: string): string {
  const url = new URL('connect/oauth2/authorize', oauthUrl)
  url.search = String(
    new URLSearchParams({
      appid: corpId,
      redirect_uri: back,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: String(agentId),
    }),
  )
  // Without it the telephone opens the address as any other.
  url.hash = 'wechat_redirect'
  return url.href
}

function scanAddress({ loginUrl, corpId, agentId }: WecomConfig, state: string, back: string): string {
  const url = new URL('wwlogin/sso/login', loginUrl)
  url.search = String(
    new URLSearchParams({
      login_type: 'CorpApp',
      appid: corpId,
      agentid: String(agentId),
      redirect_uri: back,
      state,
    }),
  )
  return url.href
}

async function findUser({ client, members, corpId }: Parts, query: URLSearchParams) {
  const code = query.get('code')
  // Whoever says no to the scanned code comes back without one.
  if (!code) throw refusedCode('no code')
  const answer = await client.ask('auth/getuserinfo', { query: { code } })
  if (badCode.has(answer.errcode)) throw refusedCode(`getuserinfo ${answer.errcode}`)
  if (answer.errcode !== 0) throw toAppError('auth/getuserinfo', answer.errcode)
  const { userid, UserId } = info.parse(answer)
  const userId = userid ?? UserId
  if (!userId) throw new NotPermitted('login of somebody from outside', { key: 'wecom.login.outsider' })
  return describeMember({ members, corpId }, userId)
}

const refusedCode = (reason: string) =>
  new AppError('link_expired', `login: ${reason}`, { key: 'web.login.badProof' })
