import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isObject, type JsonObject } from '../../world/json.ts'
import { WecomError } from '../wecom-error.ts'
import { robotCard } from './cards.ts'
import { bytes, check, checkContent, webUrl } from './rules.ts'

const TEXT_BYTES = 2048
const MARKDOWN_BYTES = 4096
const IMAGE_BYTES = 2 * 1024 * 1024

const mentions = z.array(z.string()).optional()
const text = z.strictObject({
  content: z.string(),
  mentioned_list: mentions,
  mentioned_mobile_list: mentions,
})
const content = z.strictObject({ content: z.string() })
const image = z.strictObject({ base64: z.base64(), md5: z.string().regex(/^[0-9a-f]{32}$/) })
const news = z.strictObject({
  articles: z
    .array(
      z.strictObject({
        title: bytes(128, 1),
        description: bytes(512).optional(),
        url: webUrl,
        picurl: webUrl.optional(),
      }),
    )
    .min(1)
    .max(8),
})

const READERS: Record<string, (body: JsonObject) => JsonObject> = {
  text(body) {
    checkContent('text.content', body.content, TEXT_BYTES)
    return check(z.strictObject({ text }), { text: body }).text
  },
  markdown(body) {
    checkContent('markdown.content', body.content, MARKDOWN_BYTES)
    return check(z.strictObject({ markdown: content }), { markdown: body }).markdown
  },
  markdown_v2(body) {
    checkContent('markdown_v2.content', body.content, MARKDOWN_BYTES)
    return check(z.strictObject({ markdown_v2: content }), { markdown_v2: body }).markdown_v2
  },
  image: checkImage,
  news: (body) => check(z.strictObject({ news }), { news: body }).news,
  template_card: (body) =>
    check(z.strictObject({ template_card: robotCard }), { template_card: body }).template_card,
}

/** What a group robot posts (document 99110), checked. @throws WecomError naming what is wrong */
export function checkRobotMessage(request: JsonObject): { msgtype: string; body: JsonObject } {
  const { msgtype } = request
  const read = typeof msgtype === 'string' && Object.hasOwn(READERS, msgtype) ? READERS[msgtype] : undefined
  if (typeof msgtype !== 'string' || !read) throw new WecomError(40008, `msgtype ${JSON.stringify(msgtype)}`)
  const stranger = Object.keys(request).find((name) => name !== 'msgtype' && name !== msgtype)
  if (stranger) throw new WecomError(40058, `${stranger} is not a field of a ${msgtype} message`)
  const body = request[msgtype]
  if (!isObject(body)) throw new WecomError(40058, `${msgtype} is missing`)
  return { msgtype, body: read(body) }
}

function checkImage(body: JsonObject): JsonObject {
  const { base64, md5 } = check(z.strictObject({ image }), { image: body }).image
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length > IMAGE_BYTES) throw new WecomError(40009, `image has ${bytes.length} bytes, at most 2 MB`)
  const isPicture = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) || isPng(bytes)
  if (!isPicture) throw new WecomError(40009, 'image must be JPG or PNG')
  if (createHash('md5').update(bytes).digest('hex') !== md5) throw new WecomError(301019, 'image.md5')
  return { base64, md5, size: bytes.length }
}

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))
}
