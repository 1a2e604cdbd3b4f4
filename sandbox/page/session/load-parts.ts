import type { ControlApi } from '../control/control-api.ts'
import { mergeTraffic, readAfter } from './merge-traffic.ts'
import type { Observable } from './observable.ts'
import { chatKey, messagesKey, type PageState } from './page-state.ts'
import { channelOf, type Part } from './plan-reload.ts'

/** Reads one part anew and puts it in the page's state. */
export async function loadPart(api: ControlApi, state: Observable<PageState>, part: Part): Promise<void> {
  switch (part.of) {
    case 'state': {
      const workspace = await api.readState()
      return state.update((page) => ({ ...page, workspace, clockReadAtMs: performance.now() }))
    }
    case 'conversations': {
      const found = await api.readConversations(part.user)
      return state.update((page) => ({
        ...page,
        conversations: { ...page.conversations, [part.user]: found },
      }))
    }
    case 'messages': {
      const key = messagesKey(part.user, part.channel, part.threadTs)
      const found = await api.readMessages(part.user, part.channel, part.threadTs)
      state.update((page) => ({ ...page, messages: { ...page.messages, [key]: found } }))
      return markSeen(api, state.read(), part.user, part.channel)
    }
    case 'modals': {
      const found = await api.readModals(part.user)
      return state.update((page) => ({ ...page, modals: { ...page.modals, [part.user]: found } }))
    }
    case 'home': {
      const found = await api.readHome(part.user)
      return state.update((page) => ({ ...page, homes: { ...page.homes, [part.user]: found } }))
    }
    case 'wecom': {
      const wecom = await api.readWecom()
      return state.update((page) => ({ ...page, wecom }))
    }
    case 'chats': {
      const chats = await api.readChats()
      return state.update((page) => ({ ...page, chats }))
    }
    case 'phone-messages': {
      const found = await api.readPhoneMessages(part.user, part.chat)
      const key = chatKey(part.user, part.chat)
      state.update((page) => ({ ...page, phoneMessages: { ...page.phoneMessages, [key]: found } }))
      return markChatSeen(api, state.read(), part.user, part.chat)
    }
    case 'web-page': {
      const found = await api.readWebPage(part.user)
      return state.update((page) => ({ ...page, webPages: { ...page.webPages, [part.user]: found } }))
    }
    case 'traffic': {
      if (state.read().layout?.tool !== 'traffic') return
      const fresh = await api.readTraffic(readAfter(state.read().traffic))
      return state.update((page) => ({ ...page, traffic: mergeTraffic(page.traffic, fresh) }))
    }
  }
}

/** Everything on the screen of the panes, with the people's unread counts. */
export function partsShown(page: PageState): Part[] {
  const humans = (page.workspace?.users ?? []).filter((user) => !user.is_bot && !user.deleted)
  const parts: Part[] = humans.map(({ id }) => ({ of: 'conversations', user: id }))
  for (const pane of page.layout?.panes ?? []) {
    parts.push(...partsOfPane(page, pane))
  }
  parts.push({ of: 'chats' }, { of: 'traffic' })
  return parts
}

export function partsOfPane(
  page: PageState,
  pane: NonNullable<PageState['layout']>['panes'][number],
): Part[] {
  const user = pane.personId
  if (pane.app === 'wecom') {
    return pane.chatId === null ? [] : [{ of: 'phone-messages', user, chat: pane.chatId }]
  }
  const parts: Part[] = [{ of: 'modals', user }]
  if (pane.place.kind === 'home') parts.push({ of: 'home', user })
  const channel = channelOf(pane, page.conversations[user])
  if (channel === null) return parts
  parts.push({ of: 'messages', user, channel, threadTs: null })
  if (pane.threadTs !== null) parts.push({ of: 'messages', user, channel, threadTs: pane.threadTs })
  return parts
}

/** What somebody looks at counts as read, unless the tab is in the background. */
async function markSeen(api: ControlApi, page: PageState, user: string, channel: string): Promise<void> {
  const pane = page.layout?.panes.find((each) => each.personId === user)
  if (pane?.app !== 'slack' || document.visibilityState === 'hidden') return
  const isShown = channelOf(pane, page.conversations[user]) === channel
  if (isShown) await api.markRead(user, channel)
}

async function markChatSeen(api: ControlApi, page: PageState, user: string, chat: string): Promise<void> {
  const isShown = page.layout?.panes.some(
    (pane) => pane.app === 'wecom' && pane.personId === user && pane.chatId === chat,
  )
  if (isShown && document.visibilityState !== 'hidden') await api.markChatRead(user, chat)
}
