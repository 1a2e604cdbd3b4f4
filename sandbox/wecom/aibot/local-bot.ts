import { createHash, randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { Corp, Group } from '../corp/model.ts'

/** What the console shows of a smart bot with a long connection. */
export interface BotAccount {
  id: string
  secret: string
}

/** Where the bot talks: one member's own conversation with it, or a group it is in. */
export type BotChat = { chatId: string } & (
  | { kind: 'single'; userid: string }
  | { kind: 'group'; group: Group }
)

export type RequestKind = 'message' | 'enter_chat' | 'template_card_event' | 'feedback_event'

/** A callback that went out, and what may still be answered to it. */
export interface BotRequest {
  kind: RequestKind
  chat: BotChat
  /** monotonic milliseconds, see SandboxClock.elapsedMs */
  atMs: number
  connection: BotConnection
  /** the one stream that answers it, with the message that it writes */
  stream: { id: string; msgid: string; isFinished: boolean } | null
  isCardSent: boolean
  /** the card that was pressed */
  card: { msgid: string; taskId: string; userid: string } | null
}

export interface BotConnection {
  socket: WebSocket
  isSubscribed: boolean
  /** its other end is gone without a word: nothing is read, nothing is answered, nothing closes */
  isSilent: boolean
}

export interface Upload {
  type: string
  filename: string
  totalSize: number
  totalChunks: number
  md5: string
  chunks: Map<number, Buffer>
}

/** One smart bot of the company. */
export interface LocalBot {
  readonly account: BotAccount
  /** the one that gets callbacks and may send */
  live: BotConnection | null
  open: Set<BotConnection>
  /** how often somebody has subscribed */
  subscribed: number
  /** another program of the company holds the connection, until the app takes it back */
  isForeign: boolean
  /** userids come as the bot's own, as they may where it was not made by the company itself */
  hidesUserIds: boolean
  requests: Map<string, BotRequest>
  /** conversations in which somebody has written to the bot */
  spoken: Set<string>
  uploads: Map<string, Upload>
}

export function createLocalBot(account: BotAccount): LocalBot {
  return {
    account,
    live: null,
    open: new Set(),
    subscribed: 0,
    isForeign: false,
    hidesUserIds: false,
    requests: new Map(),
    spoken: new Set(),
    uploads: new Map(),
  }
}

export const makeRequestId = (): string => randomBytes(12).toString('base64url')

/** A member's id as the bot is told it, which is also the id of their conversation. */
export function showUserId(bot: LocalBot, userid: string): string {
  return bot.hidesUserIds ? hideUserId(userid) : userid
}

/** @returns the member's id in the directory; undefined for nobody's */
export function findUserId(corp: Corp, shown: string): string | undefined {
  if (corp.members.has(shown)) return shown
  return [...corp.members.keys()].find((userid) => hideUserId(userid) === shown)
}

/** Digits and letters that look like nothing, the same for one member at every start. */
function hideUserId(userid: string): string {
  return `wo${createHash('sha256').update(`aibot ${userid}`).digest('base64url').slice(0, 30)}`
}
