import { z } from 'zod'
import type { JsonObject } from '../../world/json.ts'
import { isObject } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import { sentCard } from './cards.ts'
import { bytes, chars, check, checkContent, webUrl } from './rules.ts'

const TEXT_BYTES = 2048
const MARKDOWN_BYTES = 2048
const MEDIA_DAYS_MS = 3 * 24 * 60 * 60 * 1000

const textcard = z.strictObject({
  title: chars(128, 1),
  description: chars(512, 1),
  url: webUrl,
  btntxt: chars(4).optional(),
})
const media = z.strictObject({ media_id: bytes(1024, 1) })

/** Message types of message/send; appchat takes the same without cards. */
export const APP_TYPES = ['text', 'markdown', 'textcard', 'image', 'file', 'template_card'] as const
export const CHAT_TYPES: readonly string[] = APP_TYPES.filter((type) => type !== 'template_card')

/** What stands under the type's own name, checked. @throws WecomError naming what is wrong */
export function checkBody(wecom: LocalWecom, type: string, request: JsonObject): JsonObject {
  const body = request[type]
  if (!isObject(body)) throw new WecomError(40058, `${type} is missing`)
  switch (type) {
    case 'text':
      checkContent('text.content', body.content, TEXT_BYTES)
      return check(z.strictObject({ text: z.strictObject({ content: z.string() }) }), { text: body }).text
    case 'markdown':
      checkContent('markdown.content', body.content, MARKDOWN_BYTES)
      return check(z.strictObject({ markdown: z.strictObject({ content: z.string() }) }), { markdown: body })
        .markdown
    case 'textcard':
      return check(z.strictObject({ textcard }), { textcard: body }).textcard
    case 'template_card':
      return check(z.strictObject({ template_card: sentCard }), { template_card: body }).template_card
    default: {
      const { media_id } = check(z.strictObject({ [type]: media }), { [type]: body })[type] as {
        media_id: string
      }
      return describeMedia(wecom, type, media_id)
    }
  }
}

/** @throws WecomError 40007 for media that is unknown, of another kind, or older than three days */
export function describeMedia(wecom: LocalWecom, type: string, mediaId: string): JsonObject {
  const stored = wecom.corp.media.get(mediaId)
  if (!stored) throw new WecomError(40007, `${type}.media_id is unknown`)
  if (stored.type !== type) throw new WecomError(40007, `${type}.media_id is of a ${stored.type}`)
  if (wecom.clock.nowMs() - stored.createdMs > MEDIA_DAYS_MS) {
    throw new WecomError(40007, `${type}.media_id has expired after three days`)
  }
  return { media_id: mediaId, filename: stored.filename, size: stored.bytes.length }
}
