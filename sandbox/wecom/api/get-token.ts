import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import type { ApiCall, ApiMethod } from './method.ts'

export const tokenMethods: Record<string, ApiMethod> = {
  gettoken: { verb: 'GET', token: 'none', run: getToken },
}

function getToken(wecom: LocalWecom, { query }: ApiCall) {
  const { corpid = '', corpsecret = '' } = query
  if (corpid === '') throw new WecomError(41002)
  if (corpsecret === '') throw new WecomError(41004)
  if (corpid !== wecom.account.corpId) throw new WecomError(40013)
  if (corpsecret !== wecom.account.secret) throw new WecomError(40001)
  const { accessToken, expiresInS } = wecom.tokens.issue()
  return { access_token: accessToken, expires_in: expiresInS }
}
