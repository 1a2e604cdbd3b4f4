import type {
  ActResult,
  Channel,
  Clock,
  Conversation,
  Fault,
  FaultInput,
  FillValue,
  Home,
  Message,
  Modal,
  PhoneChat,
  PhoneMessage,
  Place,
  Suggestions,
  Target,
  TrafficEntry,
  WebPage,
  WecomActResult,
  WecomFault,
  WecomFaultInput,
  WecomWorld,
  Workspace,
} from './control-shapes.ts'
import type { SlackFile } from './slack-shapes.ts'

/** The sandbox refused: `code` as its API names it (`no_such_target`, …), `unreachable` when nobody answered. */
export class ControlError extends Error {
  readonly code: string

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ControlError'
    this.code = code
  }
}

export type ControlApi = ReturnType<typeof createControlApi>

/** @param baseUrl without a slash at its end; '' when the sandbox itself serves the page */
export function createControlApi(baseUrl: string) {
  const call = <T>(method: string, path: string, body?: unknown) =>
    callControl<T>(`${baseUrl}${path}`, method, body)
  const get = <T>(path: string) => call<T>('GET', path)
  const post = <T>(path: string, body: unknown = {}) => call<T>('POST', path, body)
  const as = (user: string, rest: string) => `/control/as/${encodeURIComponent(user)}/${rest}`
  const onPhone = (user: string, rest: string) => `/control/wecom/as/${encodeURIComponent(user)}/${rest}`
  const inChat = (user: string, chat: string, rest: string) =>
    onPhone(user, `chats/${encodeURIComponent(chat)}/${rest}`)
  const withBot = (user: string, rest: string) => `/control/wecom/bot/as/${encodeURIComponent(user)}/${rest}`
  return {
    readState: () => get<Workspace>('/control/state'),
    readConversations: async (user: string) =>
      (await get<{ conversations: Conversation[] }>(as(user, 'conversations'))).conversations,
    readMessages: async (user: string, channel: string, threadTs: string | null) => {
      const query = threadTs === null ? '' : `?thread_ts=${encodeURIComponent(threadTs)}`
      return (await get<{ messages: Message[] }>(as(user, `conversations/${channel}/messages${query}`)))
        .messages
    },
    markRead: (user: string, channel: string) => post(as(user, `conversations/${channel}/read`)),
    readModals: async (user: string) => (await get<{ modals: Modal[] }>(as(user, 'modals'))).modals,
    readHome: async (user: string) => (await get<{ home: Home | null }>(as(user, 'home'))).home,
    readTraffic: async (after: number) =>
      (await get<{ entries: TrafficEntry[] }>(`/control/traffic?after=${after}&limit=300`)).entries,
    clearTraffic: () => call('DELETE', '/control/traffic'),

    sendMessage: (
      user: string,
      body: { channel: string; text: string; threadTs?: string; files?: string[] },
    ) => post<ActResult>(as(user, 'message'), body),
    runCommand: (user: string, body: { command: string; text: string; channel: string; threadTs?: string }) =>
      post<ActResult>(as(user, 'command'), body),
    act: (user: string, place: Place, target: Target, value?: FillValue) =>
      post<ActResult>(as(user, 'act'), { in: place, target, value }),
    submitModal: (user: string, viewId: string) => post<ActResult>(as(user, 'modal/submit'), { viewId }),
    closeModal: (user: string, body: { viewId?: string; all?: boolean }) =>
      post<ActResult>(as(user, 'modal/close'), body),
    suggest: (user: string, place: Place, target: Target, query: string) =>
      post<Suggestions>(as(user, 'suggest'), { in: place, target, query }),
    openHome: (user: string) => post<ActResult>(as(user, 'home/open')),
    openDm: async (user: string) => (await post<{ channel: Channel }>(as(user, 'dm/open'))).channel,
    runShortcut: (user: string, callbackId: string, message?: { channel: string; ts: string }) =>
      post<ActResult>(as(user, 'shortcut'), { callbackId, message }),
    upload: async (user: string, file: File) => {
      const body = {
        filename: file.name,
        mimetype: file.type || undefined,
        contentBase64: await readBase64(file),
      }
      return (await post<{ file: SlackFile }>(as(user, 'upload'), body)).file
    },

    readWecom: () => get<WecomWorld>('/control/wecom/state'),
    readChats: async () => (await get<{ chats: Record<string, PhoneChat[]> }>('/control/wecom/chats')).chats,
    readPhoneMessages: async (user: string, chat: string) =>
      (await get<{ messages: PhoneMessage[] }>(inChat(user, chat, 'messages'))).messages,
    markChatRead: (user: string, chat: string) => post(inChat(user, chat, 'read')),
    readWebPage: async (user: string) => (await get<{ page: WebPage | null }>(onPhone(user, 'webview'))).page,
    openWebPage: async (user: string, url: string) =>
      (await post<{ frameUrl: string }>(onPhone(user, 'webview'), { url })).frameUrl,
    enterApp: (user: string) => post<WecomActResult>(onPhone(user, 'enter'), { wait: false }),
    sayOnPhone: (user: string, text: string) => post<WecomActResult>(onPhone(user, 'message'), { text }),
    enterBot: (user: string) => post<WecomActResult>(withBot(user, 'enter')),
    sayToBot: (user: string, text: string, group?: string) =>
      post<WecomActResult>(withBot(user, 'message'), { text, group }),
    pressMenu: (user: string, key: string) => post<WecomActResult>(onPhone(user, 'menu'), { key }),
    chooseOnCard: (user: string, msgid: string, choices: Record<string, string[]>) =>
      post<{ message: PhoneMessage }>(onPhone(user, 'choose'), { msgid, choices }),
    pressCard: (user: string, msgid: string, target: string) =>
      post<WecomActResult>(onPhone(user, 'press'), { msgid, target }),
    addWecomFault: (fault: WecomFaultInput) => post<{ fault: WecomFault }>('/control/wecom/faults', fault),
    removeWecomFault: (id: string) => call('DELETE', `/control/wecom/faults/${id}`),
    clearWecomFaults: () => call('DELETE', '/control/wecom/faults'),
    setWecomRateLimits: (enabled: boolean) => post('/control/wecom/rate-limits', { enabled }),

    setClock: (now: string) => post<Clock>('/control/clock/set', { now }),
    advanceClock: (ms: number) => post<Clock>('/control/clock/advance', { ms }),
    setClockRate: (rate: number) => post<Clock>('/control/clock/rate', { rate }),
    addFault: (fault: FaultInput) => post<{ fault: Fault }>('/control/faults', fault),
    removeFault: (id: string) => call('DELETE', `/control/faults/${id}`),
    clearFaults: () => call('DELETE', '/control/faults'),
    setRateLimits: (enabled: boolean) => post('/control/rate-limits', { enabled }),

    fileUrl: (id: string) => `${baseUrl}/control/files/${encodeURIComponent(id)}/content`,
    mediaUrl: (id: string) => `${baseUrl}/control/wecom/media/${encodeURIComponent(id)}`,
    changesUrl: (since: number) => `${baseUrl}/control/changes?since=${since}`,
  }
}

async function callControl<T>(url: string, method: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method }
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  const answer = await fetch(url, init).catch((cause: unknown) => {
    throw new ControlError('unreachable', 'the local workspace does not answer', cause)
  })
  const content: unknown = await answer.json().catch(() => null)
  if (answer.ok) return content as T
  const error = (content as { error?: { code?: string; message?: string } } | null)?.error
  throw new ControlError(error?.code ?? `http_${answer.status}`, error?.message ?? answer.statusText)
}

async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In slices: a whole file as arguments would overflow the stack.
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary)
}
