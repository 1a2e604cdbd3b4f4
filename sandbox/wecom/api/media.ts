import { makeOpaqueId } from '../corp/chats.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { describeMedia } from '../validation/messages.ts'
import { isPng } from '../validation/robot-messages.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, ApiFile, type ApiMethod } from './method.ts'

const MB = 1024 * 1024
const MOST_BYTES: Record<string, number> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB }
/** "Every file must be larger than 5 bytes." */
const FEWEST_BYTES = 5

export const mediaMethods: Record<string, ApiMethod> = {
  'media/upload': { verb: 'POST', run: uploadMedia },
  'media/get': { verb: 'GET', run: getMedia },
}

/** Document 90254. */
function getMedia(wecom: LocalWecom, { query }: ApiCall): ApiFile {
  const stored = wecom.corp.media.get(query.media_id ?? '')
  if (!stored) throw new WecomError(40007, 'media_id is unknown')
  describeMedia(wecom, stored.type, stored.mediaId)
  return new ApiFile(stored.filename, stored.bytes)
}

/** Document 90253: a form with one part named `media`. */
async function uploadMedia(wecom: LocalWecom, call: ApiCall) {
  const { type = '' } = call.query
  const most = Object.hasOwn(MOST_BYTES, type) ? MOST_BYTES[type] : undefined
  if (most === undefined) throw new WecomError(40004, `type ${JSON.stringify(type)}`)
  const file = await readFile(call)
  const bytes = Buffer.from(await file.arrayBuffer())
  if (bytes.length === 0) throw new WecomError(44001)
  if (bytes.length <= FEWEST_BYTES)
    throw new WecomError(40006, `${bytes.length} bytes, more than ${FEWEST_BYTES}`)
  if (bytes.length > most) throw new WecomError(45001, `${bytes.length} bytes, at most ${most}`)
  if (file.name === '') throw new WecomError(40058, 'media: filename is missing')
  if (type === 'image' && !isPng(bytes) && bytes[0] !== 0xff)
    throw new WecomError(40004, 'image must be JPG or PNG')
  const mediaId = makeOpaqueId()
  wecom.corp.media.set(mediaId, { mediaId, type, filename: file.name, bytes, createdMs: wecom.clock.nowMs() })
  return { type, media_id: mediaId, created_at: String(wecom.nowSeconds()) }
}

async function readFile(call: ApiCall): Promise<File> {
  if (!call.contentType.startsWith('multipart/form-data')) {
    throw new WecomError(41006, 'the body is no multipart form')
  }
  const answer = new Response(new Uint8Array(call.body), { headers: { 'content-type': call.contentType } })
  const form = await answer.formData().catch(() => null)
  const part = form?.get('media')
  if (!(part instanceof File)) throw new WecomError(41006, 'the form has no file named media')
  return part
}
