import { createHash } from 'node:crypto'
import { z } from 'zod'
import { holdsIdentity } from '../../../src/fields/identity.ts'
import { blankPatient } from '../../../src/fields/patient-lines.ts'
import type { XmlRecord } from './read-xml.ts'

/** What WeCom delivers to a self-built app (90238, 90240), as far as we act on it. */
export type Incoming = {
  userId: string
} & (
  | { kind: 'text'; text: string }
  /** Somebody's number stood in it: nothing of it is kept. */
  | { kind: 'identity' }
  | { kind: 'press'; key: string; responseCode: string }
  | { kind: 'menu'; key: string }
  | { kind: 'arrived' }
  /** The directory: somebody came, changed, goes by another account or is gone. */
  | { kind: 'member-changed'; newUserId?: string }
  | { kind: 'member-gone' }
  /** A picture, a place, a file: answered kindly. */
  | { kind: 'other' }
)

export interface Delivered {
  kind: string
  /** The same however often WeCom delivers it. */
  deliveryId: string
  incoming: Incoming
}

const common = z.looseObject({
  ToUserName: z.string(),
  FromUserName: z.string().min(1),
  CreateTime: z.string(),
  MsgType: z.string(),
  AgentID: z.string().optional(),
  MsgId: z.string().optional(),
  Content: z.string().optional(),
  Recognition: z.string().optional(),
  Event: z.string().optional(),
  EventKey: z.string().optional(),
  TaskId: z.string().optional(),
  ResponseCode: z.string().optional(),
  ChangeType: z.string().optional(),
  UserID: z.string().optional(),
  NewUserID: z.string().optional(),
})
type Common = z.infer<typeof common>

/** Undefined for what is none of ours, or wants nothing. */
export function readIncoming(record: XmlRecord): Delivered | undefined {
  const parsed = common.safeParse(record)
  if (!parsed.success) return undefined
  const message = parsed.data
  const incoming = toIncoming(message)
  if (!incoming) return undefined
  return { kind: incoming.kind, deliveryId: identify(message), incoming }
}

/**
 * Messages are known by their id. Events have none: two of one person in one second differ in what they are about.
 */
function identify(message: Common): string {
  if (message.MsgId) return `message:${message.MsgId}`
  const about = [
    message.FromUserName,
    message.CreateTime,
    message.Event,
    message.EventKey,
    message.TaskId,
    message.ChangeType,
    message.UserID,
  ]
  return `event:${createHash('sha256').update(JSON.stringify(about)).digest('hex')}`
}

/** What somebody wrote or said; of somebody's number nothing is kept, and of a patient the label alone. */
export function readWords(userId: string, text: string | undefined): Incoming {
  if (text === undefined) return { userId, kind: 'other' }
  return holdsIdentity(text)
    ? { userId, kind: 'identity' }
    : { userId, kind: 'text', text: blankPatient(text) }
}

function toIncoming(message: Common): Incoming | undefined {
  const userId = message.FromUserName
  if (message.MsgType !== 'event') {
    // A voice message may bring what WeCom understood of it.
    const text = message.MsgType === 'voice' ? message.Recognition : message.Content
    return readWords(userId, text)
  }
  const { Event: event = '', EventKey: key = '' } = message
  switch (event) {
    case 'template_card_event':
      return {
        userId,
        kind: 'press',
        key,
        responseCode: message.ResponseCode ?? '',
      }
    case 'click':
      return { userId, kind: 'menu', key }
    case 'subscribe':
      return { userId, kind: 'arrived' }
    case 'change_contact':
      return readContactChange(message)
    default:
      // Pages looked at, the app opened, places told: nobody asks for anything.
      return undefined
  }
}

/** The directory's changes (90970). Of departments nothing is kept: the next look at the directory sees them. */
function readContactChange({
  ChangeType: change,
  UserID: userId,
  NewUserID: renamed,
}: Common): Incoming | undefined {
  if (userId === undefined) return undefined
  if (change === 'delete_user') return { userId, kind: 'member-gone' }
  return { userId, kind: 'member-changed', ...(renamed === undefined ? {} : { newUserId: renamed }) }
}
