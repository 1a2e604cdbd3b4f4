import type { JsonObject } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import { appChatMethods } from './appchat.ts'
import { contactMethods } from './contacts.ts'
import { tokenMethods } from './get-token.ts'
import { mediaMethods } from './media.ts'
import { menuMethods } from './menu.ts'
import { messageMethods } from './messages.ts'
import { type ApiCall, ApiFile, type ApiMethod } from './method.ts'
import { oauthMethods } from './oauth.ts'
import { recallMethods } from './recall.ts'
import { cardMethods } from './update-template-card.ts'
import { webhookMethods } from './webhook.ts'

const METHODS: Record<string, ApiMethod> = {
  ...tokenMethods,
  ...messageMethods,
  ...recallMethods,
  ...cardMethods,
  ...appChatMethods,
  ...webhookMethods,
  ...mediaMethods,
  ...contactMethods,
  ...oauthMethods,
  ...menuMethods,
}

/** Answers one call as WeCom does: `errcode` and `errmsg`, with HTTP 200 whatever happens, or a file; null for no such address. */
export async function handleCall(
  wecom: LocalWecom,
  name: string,
  verb: string,
  call: ApiCall,
): Promise<JsonObject | ApiFile | null> {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
  if (!method) return null
  try {
    if (verb !== method.verb) throw new WecomError(method.verb === 'GET' ? 43001 : 43002)
    if (method.token !== 'none') wecom.tokens.check(call.query.access_token ?? '')
    const result = await method.run(wecom, call)
    return result instanceof ApiFile ? result : { errcode: 0, errmsg: 'ok', ...result }
  } catch (error) {
    if (error instanceof WecomError) return error.toBody(wecom.clock.nowMs())
    throw error
  }
}
