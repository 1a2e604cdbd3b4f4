import { createHash } from 'node:crypto'
import { makeOpaqueId } from '../corp/chats.ts'
import type { OAuthCode } from '../corp/model.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import type { ApiCall, ApiMethod } from './method.ts'

const CODE_LIFETIME_MS = 5 * 60 * 1000
const SCOPES = ['snsapi_base', 'snsapi_privateinfo', 'snsapi_userinfo']

export const oauthMethods: Record<string, ApiMethod> = {
  'auth/getuserinfo': { verb: 'GET', run: getUserInfo },
}

/** Document 91023: who came with this code; somebody from outside has an openid instead of a userid. */
function getUserInfo(wecom: LocalWecom, { query }: ApiCall) {
  if (!query.code) throw new WecomError(41008)
  const code = wecom.corp.oauthCodes.get(query.code)
  if (!code) throw new WecomError(40029)
  if (code.isUsed) throw new WecomError(40029, 'used before')
  if (isExpired(wecom, code)) throw new WecomError(40029, 'expired after five minutes')
  code.isUsed = true
  if (code.userid !== null) return { userid: code.userid }
  return { openid: `o${createHash('sha1').update(query.code).digest('hex').slice(0, 27)}` }
}

function isExpired(wecom: LocalWecom, code: OAuthCode): boolean {
  return wecom.clock.nowMs() - code.issuedMs > CODE_LIFETIME_MS
}

/**
 * What the authorize page does on a phone: checks the link and sends the person back with a code.
 * @param userid null for somebody outside of the company
 * @throws WecomError 50001 and others, which the phone shows as a page
 */
export function authorize(
  wecom: LocalWecom,
  query: Record<string, string>,
  userid: string | null,
): { redirectUrl: string; code: string; state: string } {
  const { appid, redirect_uri: redirectUri = '', response_type: responseType, scope = '', state = '' } = query
  if (appid !== wecom.account.corpId) throw new WecomError(40013, `appid ${appid ?? 'is missing'}`)
  if (responseType !== 'code') throw new WecomError(40058, 'response_type must be code')
  if (!SCOPES.includes(scope)) throw new WecomError(40058, `scope ${JSON.stringify(scope)}`)
  if (!/^[0-9A-Za-z]{0,128}$/.test(state))
    throw new WecomError(40058, 'state: at most 128 letters and digits, nothing else')
  if (scope !== 'snsapi_base' && query.agentid === undefined)
    throw new WecomError(41011, 'agentid is missing')
  if (query.agentid !== undefined && query.agentid !== String(wecom.account.agentId)) {
    throw new WecomError(40056, query.agentid)
  }
  return sendBack(wecom, { redirectUri, state }, userid)
}

/**
 * What the page with a code to scan does once a telephone has scanned it (document 98152); whoever holds the phone
 * scans at once.
 * @throws WecomError 50001 and others, which the browser shows as a page
 */
export function scan(
  wecom: LocalWecom,
  query: Record<string, string>,
  userid: string | null,
): { redirectUrl: string; code: string; state: string } {
  const { login_type: type, appid, agentid, redirect_uri: redirectUri = '', state = '' } = query
  if (type !== 'CorpApp') throw new WecomError(40058, 'login_type must be CorpApp')
  if (appid !== wecom.account.corpId) throw new WecomError(40013, `appid ${appid ?? 'is missing'}`)
  if (agentid !== String(wecom.account.agentId)) throw new WecomError(40056, agentid ?? 'is missing')
  return sendBack(wecom, { redirectUri, state }, userid)
}

function sendBack(
  wecom: LocalWecom,
  { redirectUri, state }: { redirectUri: string; state: string },
  userid: string | null,
): { redirectUrl: string; code: string; state: string } {
  if (!URL.canParse(redirectUri)) throw new WecomError(50001, 'redirect_uri is no address')
  const target = new URL(redirectUri)
  if (!isTrusted(wecom, target)) throw new WecomError(50001, target.host)
  const code = makeOpaqueId()
  wecom.corp.oauthCodes.set(code, { userid, issuedMs: wecom.clock.nowMs(), isUsed: false })
  target.searchParams.set('code', code)
  target.searchParams.set('state', state)
  return { redirectUrl: target.href, code, state }
}

/** The whole host must match the domain in the console, its port too. */
function isTrusted(wecom: LocalWecom, target: URL): boolean {
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(target.hostname)
  const { oauthDomain } = wecom.app
  return isHere && (oauthDomain === null || target.host === oauthDomain)
}
