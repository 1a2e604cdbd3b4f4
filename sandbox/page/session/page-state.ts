import type {
  Conversation,
  Home,
  Message,
  Modal,
  PhoneChat,
  PhoneMessage,
  TrafficEntry,
  WebPage,
  WecomWorld,
  Workspace,
} from '../control/control-shapes.ts'
import type { Language } from '../language/translate.ts'
import type { Layout } from './layout.ts'

/** Everything the page knows. What comes from the sandbox is only ever replaced by a newer reading. */
export interface PageState {
  workspace: Workspace | null
  /** `performance.now()` when the workspace's clock was read. */
  clockReadAtMs: number
  link: 'connecting' | 'live' | 'lost'
  /** By person. */
  conversations: Record<string, Conversation[]>
  /** By `messagesKey`. */
  messages: Record<string, Message[]>
  /** By person; the last of a stack is on top. */
  modals: Record<string, Modal[]>
  /** By person; null once read and there is none. */
  homes: Record<string, Home | null>
  wecom: WecomWorld | null
  /** What each phone lists, by userid. */
  chats: Record<string, PhoneChat[]>
  /** By `chatKey`. */
  phoneMessages: Record<string, PhoneMessage[]>
  /** What the browser inside of a phone has loaded last, by userid. */
  webPages: Record<string, WebPage | null>
  traffic: TrafficEntry[]
  layout: Layout | null
  notices: Notice[]
  language: Language
  welcomeOpen: boolean
  /** Text that a suggestion puts into the composer of a person (Slack id or userid), until it has taken it. */
  drafts: Record<string, string>
}

interface Notice {
  id: number
  text: string
}

export function startState(language: Language, welcomeOpen: boolean): PageState {
  return {
    workspace: null,
    clockReadAtMs: 0,
    link: 'connecting',
    conversations: {},
    messages: {},
    modals: {},
    homes: {},
    wecom: null,
    chats: {},
    phoneMessages: {},
    webPages: {},
    traffic: [],
    layout: null,
    notices: [],
    language,
    welcomeOpen,
    drafts: {},
  }
}

export function messagesKey(user: string, channel: string, threadTs: string | null): string {
  return `${user} ${channel} ${threadTs ?? ''}`
}

export function chatKey(userid: string, chatId: string): string {
  return `${userid} ${chatId}`
}

/** The workspace's present time in milliseconds: it may run slow, fast or not at all. */
export function presentMs(state: PageState, performanceNowMs: number): number {
  if (!state.workspace) return 0
  const { now, rate } = state.workspace.clock
  return Date.parse(now) + (performanceNowMs - state.clockReadAtMs) * rate
}
