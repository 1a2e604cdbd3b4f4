import type { JsonObject } from '../../world/json.ts'

/** The company itself; every other department lies below. */
export const ROOT_DEPARTMENT = 1

export interface Department {
  id: number
  name: string
  parentId: number
  order: number
}

export interface Member {
  userid: string
  /** what tests and the page call the person, the same as in the local Slack */
  handle: string
  name: string
  departments: number[]
  isLeader: boolean
  locale: string
  /** where the page plays this member unless told */
  talksIn: 'slack' | 'wecom'
  /** inside of the app's visible range */
  visible: boolean
  /** the company has paid for this member's use of the app's interfaces */
  licensed: boolean
}

/** What one member's phone has done with a card. */
export interface CardState {
  taskId: string
  /** the card as this member sees it now */
  card: JsonObject
  /** as it was sent: a phone that has not been told of the update still shows it */
  original: JsonObject
  /** words of the one grey button that stands where the buttons were */
  replacedBy: string | null
  /** option ids by question key */
  choices: { [questionKey: string]: string[] }
}

/** One message as it lies in a chat; `body` is what stands under the message type's own name. */
export interface ChatMessage {
  msgid: string
  /** sandbox time, ISO */
  at: string
  /** number of the change that last touched it */
  seq: number
  /** `app`, `bot`, `robot`, or a userid */
  from: string
  via: 'typed' | 'send' | 'reply' | 'webhook' | 'appchat'
  msgtype: string
  body: JsonObject
  card: CardState | null
}

export interface Group {
  id: string
  name: string
  owner: string
  members: string[]
  /** created by the app over appchat/create */
  isAppChat: boolean
  /** the group robot's key; the whole credential */
  robotKey: string | null
  messages: ChatMessage[]
}

export interface Media {
  mediaId: string
  type: string
  filename: string
  bytes: Buffer
  createdMs: number
}

/** A response_code: works once, within 72 hours (document 94888). */
export interface ResponseCode {
  msgid: string
  issuedMs: number
  isUsed: boolean
}

export interface OAuthCode {
  /** null for somebody outside of the company */
  userid: string | null
  issuedMs: number
  isUsed: boolean
}

export interface Corp {
  name: string
  departments: Map<number, Department>
  members: Map<string, Member>
  /** each member's chat with the app, by userid */
  chats: Map<string, ChatMessage[]>
  /** each member's conversation with the smart bot, by userid */
  botChats: Map<string, ChatMessage[]>
  groups: Map<string, Group>
  /** how many messages of a chat a member has seen, by `userid chat` */
  reads: Map<string, number>
  media: Map<string, Media>
  /** who got which message, by msgid */
  recipients: Map<string, string[]>
  responseCodes: Map<string, ResponseCode>
  taskIds: Set<string>
  /** requests sent with enable_duplicate_check, with what they were answered */
  sentBefore: Map<string, { atMs: number; answer: JsonObject }>
  oauthCodes: Map<string, OAuthCode>
  /** messages WeCom swallowed without a word, by userid */
  dropped: Map<string, number>
}
