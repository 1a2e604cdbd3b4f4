import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { tellBotPress } from '../../wecom/aibot/tell-bot.ts'
import { authorize } from '../../wecom/api/oauth.ts'
import { putIntoChat, touchMessage } from '../../wecom/corp/chats.ts'
import { tellCardPress, tellEvent, tellText } from '../../wecom/delivery/events.ts'
import type { CallbackOutcome } from '../../wecom/delivery/send-callback.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import { leavesOf } from '../../wecom/validation/menu.ts'
import { WecomError } from '../../wecom/wecom-error.ts'
import { ControlError } from '../control-error.ts'
import { readBody } from '../read-request.ts'
import { choose, findPressable, getCard, requireAnswers, staleCard } from './answer-card.ts'
import { getChatMessage, readMember } from './lookups.ts'
import { showMessage, type WecomMessage } from './show.ts'

const wait = z.boolean().default(true)
const schemas = {
  message: z.strictObject({ text: z.string().min(1), wait }),
  enter: z.strictObject({ wait }),
  menu: z.strictObject({ key: z.string().min(1), wait }),
  choose: z.strictObject({
    msgid: z.string(),
    choices: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  press: z.strictObject({
    msgid: z.string(),
    target: z.string(),
    stale: z.boolean().default(false),
    wait,
  }),
  open: z.strictObject({ url: z.url() }),
}

/** How an act of a member went; `callback` is null when the app was not told or is not waited for. */
export interface WecomActResult {
  callback: CallbackOutcome | null
  /** the page that opens on the phone */
  openUrl: string | null
  /** what the member typed, as it lies in the chat */
  message?: WecomMessage
}

export interface OAuthResult {
  redirectUrl: string
  code: string
  state: string
}

/** Everything a member can do with the app on a phone. */
export function registerWecomActRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  const perform = async (isWaiting: boolean, work: Promise<CallbackOutcome>): Promise<WecomActResult> => {
    if (isWaiting) return { callback: await work, openUrl: null }
    void wecom.activity.track(work)
    return { callback: null, openUrl: null }
  }

  app.post('/as/:user/message', async (request): Promise<WecomActResult> => {
    const { userid } = readPhone(wecom, request)
    const { text, wait: isWaiting } = readBody(request, schemas.message)
    const msgid = wecom.nextMsgId()
    const body = { content: text }
    const message = putIntoChat(wecom, userid, { msgid, from: userid, via: 'typed', msgtype: 'text', body })
    const result = await perform(isWaiting, tellText(wecom, userid, msgid, text))
    return { ...result, message: showMessage(message) }
  })

  app.post('/as/:user/enter', async (request) => {
    const { userid } = readPhone(wecom, request)
    const { wait: isWaiting } = readBody(request, schemas.enter)
    return perform(isWaiting, tellEvent(wecom, userid, 'enter_agent', ''))
  })

  app.post('/as/:user/menu', async (request): Promise<WecomActResult> => {
    const { userid } = readPhone(wecom, request)
    const { key, wait: isWaiting } = readBody(request, schemas.menu)
    const { menu } = wecom.app
    if (!menu) return perform(isWaiting, tellEvent(wecom, userid, 'click', key))
    const item = leavesOf(menu).find((each) => each.name === key || ('key' in each && each.key === key))
    if (!item) throw new ControlError(404, 'no_such_target', `the menu has no ${key}`, { available: menu })
    if (item.type === 'click') return perform(isWaiting, tellEvent(wecom, userid, 'click', item.key))
    const result = await perform(isWaiting, tellEvent(wecom, userid, 'view', item.url))
    return { ...result, openUrl: item.url }
  })

  app.post('/as/:user/choose', (request) => {
    const { userid } = readPhone(wecom, request)
    const { msgid, choices } = readBody(request, schemas.choose)
    const message = getChatMessage(wecom.corp, userid, msgid)
    const card = getCard(message)
    for (const [target, value] of Object.entries(choices)) choose(card, target, [value].flat())
    touchMessage(wecom, userid, message)
    return { message: showMessage(message) }
  })

  app.post('/as/:user/press', async (request): Promise<WecomActResult> => {
    const { userid } = readPhone(wecom, request)
    const { msgid, target, stale, wait: isWaiting } = readBody(request, schemas.press)
    const message = getChatMessage(wecom.corp, userid, msgid)
    if (message.msgtype === 'textcard') return { callback: null, openUrl: String(message.body.url) }
    const card = stale ? staleCard(getCard(message)) : getCard(message)
    const pressed = findPressable(card, target)
    if (pressed.kind === 'link') return { callback: null, openUrl: pressed.url }
    if (pressed.kind === 'submit') requireAnswers(card)
    if (message.from === 'bot')
      return { callback: tellBotPress(wecom, userid, message, card, pressed), openUrl: null }
    return perform(isWaiting, tellCardPress(wecom, userid, message, card, pressed))
  })

  app.post('/as/:user/open', (request): OAuthResult => {
    const { userid } = readPhone(wecom, request)
    return openLink(wecom, readBody(request, schemas.open).url, userid)
  })

  app.post(
    '/stranger/open',
    (request): OAuthResult => openLink(wecom, readBody(request, schemas.open).url, null),
  )
}

/** The member named in the path, whose app list must show the app. */
function readPhone(wecom: LocalWecom, request: Parameters<typeof readMember>[1]) {
  const member = readMember(wecom, request)
  if (member.visible) return member
  throw new ControlError(403, 'cannot_act', `${member.userid} is outside of the app's visible range`)
}

const AUTHORIZE = '/connect/oauth2/authorize'

/** Follows an OAuth link as WeCom's browser does, up to the way back. */
function openLink(wecom: LocalWecom, link: string, userid: string | null): OAuthResult {
  const url = new URL(link)
  if (`${url.origin}${url.pathname}` !== `${wecom.baseUrl}${AUTHORIZE}`) {
    throw new ControlError(400, 'not_oauth', `an OAuth link begins with ${wecom.baseUrl}${AUTHORIZE}`)
  }
  if (url.hash !== '#wechat_redirect') {
    throw new ControlError(409, 'oauth_refused', 'the link must end with #wechat_redirect')
  }
  try {
    return authorize(wecom, Object.fromEntries(url.searchParams), userid)
  } catch (error) {
    if (!(error instanceof WecomError)) throw error
    throw new ControlError(409, 'oauth_refused', `${error.message} (${error.errcode})`)
  }
}
