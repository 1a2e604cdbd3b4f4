import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ForeignPage, type WebPage, type Webviews } from '../../webview/webviews.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import { ControlError } from '../control-error.ts'
import { readBody, readParam } from '../read-request.ts'
import { listMessages, markRead, showAllChats } from './chats.ts'
import { readMember } from './lookups.ts'

const opened = z.strictObject({ url: z.url({ protocol: /^https?$/ }) })

/** What the page's phones show: conversations with what is unread, and the browser inside of the phone. */
export function registerWecomPhoneRoutes(app: FastifyInstance, wecom: LocalWecom, webviews: Webviews): void {
  app.get('/chats', () => ({ chats: showAllChats(wecom) }))
  app.get('/as/:user/chats/:chat/messages', (request) => ({
    messages: listMessages(wecom, readMember(wecom, request).userid, readParam(request, 'chat')),
  }))
  app.post('/as/:user/chats/:chat/read', (request) => {
    markRead(wecom, readMember(wecom, request).userid, readParam(request, 'chat'))
    return { ok: true }
  })
  app.get('/as/:user/webview', (request): { page: WebPage | null } => ({
    page: webviews.page(readMember(wecom, request).userid) ?? null,
  }))
  app.post('/as/:user/webview', async (request) => {
    const { userid } = readMember(wecom, request)
    const { url } = readBody(request, opened)
    try {
      return { frameUrl: await webviews.open(userid, url) }
    } catch (error) {
      if (error instanceof ForeignPage) throw new ControlError(409, 'foreign_page', error.message)
      throw error
    }
  })
}
