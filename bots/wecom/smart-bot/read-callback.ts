import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Incoming, readWords } from '../receive/incoming.ts'

/** What a smart bot is told over its connection (101463, 100719), as far as we act on it. */
export type Callback =
  | { about: 'delivery'; kind: string; deliveryId: string; incoming: Incoming }
  /** Somebody opened the conversation for the first time that day. */
  | { about: 'arrival'; userId: string }
  /** Called by its name in a group, where nothing of anybody's may be said. */
  | { about: 'group' }

/** By a refinement: zod's own `min` asks whatever came for its length, and an object may throw at that. */
const id = z.string().refine((text) => text !== '')
const words = z.object({ content: z.string() })
const body = z.looseObject({
  msgid: id.optional(),
  chattype: z.string().default('single'),
  create_time: z.number().optional(),
  from: z.object({ userid: id }),
  msgtype: z.string(),
  text: words.optional(),
  voice: words.optional(),
  mixed: z
    .object({ msg_item: z.array(z.looseObject({ msgtype: z.string(), text: words.optional() })) })
    .optional(),
  event: z
    .looseObject({
      eventtype: z.string(),
      // As documented (101027); the package's own types have the key and the id one level higher.
      template_card_event: z.object({ event_key: z.string(), task_id: z.string() }).optional(),
      event_key: z.string().optional(),
      task_id: z.string().optional(),
    })
    .optional(),
})
type Body = z.infer<typeof body>

const frame = z.looseObject({ headers: z.looseObject({ req_id: z.string() }), body })

/** Undefined for what is none of ours, or wants nothing. */
export function readCallback(given: unknown): Callback | undefined {
  const parsed = frame.safeParse(given)
  if (!parsed.success) return undefined
  const { headers, body: told } = parsed.data
  const userId = told.from.userid
  if (told.msgtype === 'event') return readEvent(told, headers.req_id)
  if (told.chattype === 'group') return { about: 'group' }
  const incoming = readWords(userId, textOf(told))
  return { about: 'delivery', kind: incoming.kind, deliveryId: identify(told), incoming }
}

function readEvent(told: Body, requestId: string): Callback | undefined {
  const userId = told.from.userid
  switch (told.event?.eventtype) {
    case 'enter_chat':
      return { about: 'arrival', userId }
    case 'template_card_event': {
      const { event_key: key, task_id: taskId } = told.event.template_card_event ?? told.event
      if (key === undefined || taskId === undefined) return undefined
      const incoming: Incoming = { userId, kind: 'press', key, responseCode: writeHandle(requestId, taskId) }
      return { about: 'delivery', kind: 'press', deliveryId: identify(told), incoming }
    }
    default:
      // Thumbs up or down: nobody asks for anything.
      return undefined
  }
}

/** By its id, the same however often it comes; the package drops nothing that it has brought before. */
function identify({ msgid, from, create_time: at, event }: Body): string {
  if (msgid !== undefined) return `bot:${msgid}`
  return `bot:${createHash('sha256')
    .update(JSON.stringify([from.userid, at, event]))
    .digest('hex')}`
}

function textOf({ msgtype, text, voice, mixed }: Body): string | undefined {
  if (msgtype === 'mixed') {
    const said = (mixed?.msg_item ?? []).flatMap((item) => item.text?.content ?? [])
    return said.length > 0 ? said.join('\n') : undefined
  }
  // A voice message brings what WeCom understood of it.
  return msgtype === 'voice' ? voice?.content : text?.content
}

/** What a press brings for changing its card: the request that may be answered, and the card's own id. */
const writeHandle = (requestId: string, taskId: string) => JSON.stringify([requestId, taskId])

export function readHandle(handle: string): { requestId: string; taskId: string } {
  const [requestId, taskId] = z.tuple([z.string(), z.string()]).parse(JSON.parse(handle))
  return { requestId, taskId }
}
