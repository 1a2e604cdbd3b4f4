import { z } from 'zod'
import { isObject, type JsonObject } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { sentCard } from '../validation/cards.ts'
import { describeMedia } from '../validation/messages.ts'
import { bytes, check, checkContent } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'

/** Markdown and streams alike (documents 101463, 100719). */
const MARKDOWN_BYTES = 20_480
const WELCOME_BYTES = 2048
const MOST_PICTURES = 10

const feedback = z.strictObject({ id: bytes(256, 1) }).optional()
const picture = z.strictObject({
  msgtype: z.literal('image'),
  image: z.strictObject({ base64: z.string(), md5: z.string() }),
})
const stream = z.strictObject({
  id: bytes(256, 1),
  finish: z.boolean().default(false),
  content: z.string().default(''),
  msg_item: z.array(picture).max(MOST_PICTURES).optional(),
  feedback,
})
export type Stream = z.output<typeof stream>

const MEDIA_TYPES = ['image', 'file', 'voice', 'video']

export interface BotMessage {
  msgtype: string
  body: JsonObject
}

/** What stands below the names in a push or a reply, without streams. @throws WecomError naming what is wrong */
export function checkMessage(wecom: LocalWecom, body: JsonObject, types: readonly string[]): BotMessage {
  const msgtype = String(body.msgtype)
  if (!types.includes(msgtype)) throw new WecomError(40008, `msgtype ${JSON.stringify(body.msgtype)}`)
  if (msgtype === 'template_card') return { msgtype, body: checkCard(body.template_card) }
  const part = body[msgtype]
  if (!isObject(part)) throw new WecomError(40058, `${msgtype} is missing`)
  if (MEDIA_TYPES.includes(msgtype)) {
    return { msgtype, body: describeMedia(wecom, msgtype, String(part.media_id)) }
  }
  const most = msgtype === 'text' ? WELCOME_BYTES : MARKDOWN_BYTES
  checkContent(`${msgtype}.content`, part.content, most)
  const shape = z.strictObject({ content: z.string(), feedback })
  return {
    msgtype,
    body: check(z.strictObject({ [msgtype]: shape }), { [msgtype]: part })[msgtype] as JsonObject,
  }
}

export const PUSH_TYPES: readonly string[] = ['markdown', 'template_card', ...MEDIA_TYPES]
export const WELCOME_TYPES: readonly string[] = ['text', 'template_card']

/** The card without what only bots' cards have. @throws WecomError */
function checkCard(card: unknown): JsonObject {
  if (!isObject(card)) throw new WecomError(40058, 'template_card is missing')
  const { feedback: asked, ...own } = card
  check(z.strictObject({ feedback }), { feedback: asked })
  return check(z.strictObject({ template_card: sentCard }), { template_card: own })
    .template_card as JsonObject
}

/** @throws WecomError */
export function checkStream(body: JsonObject): Stream {
  const read = check(z.strictObject({ stream }), { stream: body.stream }).stream
  if (Buffer.byteLength(read.content) > MARKDOWN_BYTES) {
    throw new WecomError(
      45002,
      `stream.content has ${Buffer.byteLength(read.content)} bytes, at most ${MARKDOWN_BYTES}`,
    )
  }
  if (read.msg_item && !read.finish) throw new WecomError(40058, 'stream.msg_item comes with finish only')
  return read
}
