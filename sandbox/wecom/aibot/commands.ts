import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type JsonObject, stringOf } from '../../world/json.ts'
import { makeOpaqueId } from '../corp/chats.ts'
import { updateCards } from '../corp/update-cards.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { updatedCard } from '../validation/cards.ts'
import { check } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { checkMessage, checkStream, PUSH_TYPES, type Stream, WELCOME_TYPES } from './check-body.ts'
import {
  type BotChat,
  type BotConnection,
  type BotRequest,
  findUserId,
  type RequestKind,
} from './local-bot.ts'
import { putByBot, rewriteStream } from './put-message.ts'

const SOON_MS = 5000
const DAY_MS = 24 * 60 * 60 * 1000
/** A stream that was begun must be finished within so long. */
const STREAM_MS = 6 * 60 * 1000

export interface Command {
  requestId: string
  body: JsonObject
  connection: BotConnection
}

type Run = (wecom: LocalWecom, command: Command) => JsonObject | undefined

/**
 * What a program may say over the connection (document 101463). The refusals of 846605, 846608 and 846609 are what
 * programs have met in earnest; the codes of the others are not documented.
 */
export const commands: Record<string, Run> = {
  ping: () => undefined,
  aibot_respond_msg: respond,
  aibot_respond_welcome_msg: (wecom, command) => {
    const request = getRequest(wecom, command, ['enter_chat'], SOON_MS)
    if (request.isCardSent) throw new WecomError(846605, 'it was answered before')
    putByBot(wecom, request.chat, checkMessage(wecom, command.body, WELCOME_TYPES), 'reply')
    request.isCardSent = true
    return undefined
  },
  aibot_respond_update_msg: updateCard,
  aibot_send_msg: (wecom, { body }) => {
    const { chatid, chat_type: _, ...message } = body
    const chat = findChat(wecom, stringOf(chatid))
    const isKnown = chat && wecom.bot.spoken.has(chat.chatId)
    if (!isKnown)
      throw new WecomError(40058, `chatid ${JSON.stringify(chatid)}: nobody has written to the bot there`)
    putByBot(wecom, chat, checkMessage(wecom, message, PUSH_TYPES), 'send')
    return undefined
  },
  aibot_upload_media_init: beginUpload,
  aibot_upload_media_chunk: takeChunk,
  aibot_upload_media_finish: endUpload,
}

function respond(wecom: LocalWecom, command: Command): undefined {
  // A press takes an update of its card and nothing else.
  const request = getRequest(wecom, command, ['message'], DAY_MS)
  const { body } = command
  if (body.msgtype !== 'stream' && body.msgtype !== 'stream_with_template_card') {
    if (request.isCardSent || request.stream) throw new WecomError(846605, 'it was answered before')
    putByBot(wecom, request.chat, checkMessage(wecom, body, PUSH_TYPES), 'reply')
    request.isCardSent = true
    return
  }
  writeStream(wecom, request, checkStream(body))
  if (body.msgtype === 'stream' || body.template_card === undefined) return
  if (request.isCardSent) throw new WecomError(40058, 'template_card was sent before')
  const card = { msgtype: 'template_card', template_card: body.template_card }
  putByBot(wecom, request.chat, checkMessage(wecom, card, ['template_card']), 'reply')
  request.isCardSent = true
}

function writeStream(wecom: LocalWecom, request: BotRequest, { id, content, finish }: Stream): void {
  const body = { id, content, finish }
  if (!request.stream) {
    if (request.isCardSent) throw new WecomError(846605, 'it was answered before')
    const { msgid } = putByBot(wecom, request.chat, { msgtype: 'stream', body }, 'reply')
    request.stream = { id, msgid, isFinished: finish }
    return
  }
  if (request.stream.id !== id) throw new WecomError(846605, 'another stream answers it')
  const isLate = wecom.clock.elapsedMs() - request.atMs > STREAM_MS
  if (request.stream.isFinished || isLate) throw new WecomError(846608)
  request.stream.isFinished = finish
  rewriteStream(wecom, request.chat, request.stream.msgid, body)
}

function updateCard(wecom: LocalWecom, command: Command): undefined {
  const request = getRequest(wecom, command, ['template_card_event'], SOON_MS)
  const { response_type: type, template_card: card, userids, ...rest } = command.body
  if (type !== 'update_template_card') throw new WecomError(40058, `response_type ${JSON.stringify(type)}`)
  check(z.strictObject({}), rest)
  const shape = z.strictObject({ template_card: updatedCard, userids: z.array(z.string()).optional() })
  const read = check(shape, { template_card: card, userids })
  const pressed = request.card
  if (!pressed) throw new WecomError(846605, 'it was answered before')
  if (read.template_card.task_id !== pressed.taskId) {
    throw new WecomError(40058, 'template_card.task_id must be that of the card that was pressed')
  }
  request.card = null
  updateCards(wecom, pressed.msgid, [pressed.userid], { card: read.template_card })
}

/** @throws WecomError 846605 for one that is unknown, of another connection, of another kind or too old */
function getRequest(
  wecom: LocalWecom,
  { requestId, connection }: Command,
  kinds: readonly RequestKind[],
  withinMs: number,
): BotRequest {
  const request = wecom.bot.requests.get(requestId)
  if (!request || request.connection !== connection || !kinds.includes(request.kind))
    throw new WecomError(846605)
  if (wecom.clock.elapsedMs() - request.atMs > withinMs)
    throw new WecomError(846605, `more than ${withinMs} ms ago`)
  return request
}

function findChat(wecom: LocalWecom, chatId: string): BotChat | undefined {
  const group = wecom.corp.groups.get(chatId)
  if (group) return { kind: 'group', chatId, group }
  const userid = findUserId(wecom.corp, chatId)
  return userid === undefined ? undefined : { kind: 'single', chatId, userid }
}

const uploadShape = z.strictObject({
  type: z.enum(['image', 'file', 'voice', 'video']),
  filename: z.string().min(1),
  total_size: z.int().min(5),
  total_chunks: z.int().min(1).max(100),
  md5: z.string().regex(/^[0-9a-f]{32}$/),
})
const CHUNK_BYTES = 512 * 1024

function beginUpload(wecom: LocalWecom, { body }: Command): JsonObject {
  const { type, filename, total_size, total_chunks, md5 } = check(uploadShape, body)
  const uploadId = makeOpaqueId()
  const about = { type, filename, totalSize: total_size, totalChunks: total_chunks, md5 }
  wecom.bot.uploads.set(uploadId, { ...about, chunks: new Map() })
  return { upload_id: uploadId }
}

function takeChunk(wecom: LocalWecom, { body }: Command): undefined {
  const upload = wecom.bot.uploads.get(stringOf(body.upload_id))
  const index = Number(body.chunk_index)
  if (!upload || !(index >= 0 && index < upload.totalChunks)) throw new WecomError(40058, 'no such upload')
  const chunk = Buffer.from(stringOf(body.base64_data), 'base64')
  if (chunk.length > CHUNK_BYTES) throw new WecomError(45001, `${chunk.length} bytes, at most ${CHUNK_BYTES}`)
  upload.chunks.set(index, chunk)
}

function endUpload(wecom: LocalWecom, { body }: Command): JsonObject {
  const upload = wecom.bot.uploads.get(stringOf(body.upload_id))
  if (!upload) throw new WecomError(40058, 'no such upload')
  const parts = Array.from(
    { length: upload.totalChunks },
    (_, at) => upload.chunks.get(at) ?? Buffer.alloc(0),
  )
  const bytes = Buffer.concat(parts)
  if (bytes.length !== upload.totalSize) throw new WecomError(40058, 'the upload is incomplete')
  if (createHash('md5').update(bytes).digest('hex') !== upload.md5) throw new WecomError(301019)
  const { type, filename } = upload
  const mediaId = makeOpaqueId()
  wecom.corp.media.set(mediaId, { mediaId, type, filename, bytes, createdMs: wecom.clock.nowMs() })
  wecom.bot.uploads.delete(stringOf(body.upload_id))
  return { type, media_id: mediaId, created_at: wecom.nowSeconds() }
}
