import type { WebClient } from '@slack/web-api'
import { PlatformRefused, PlatformUnreachable } from '../../../src/errors.ts'
import { calling } from './slack-error.ts'

/** With the calls around it less than the lease of the message (src/delivery). */
const uploadTimeoutMs = 10_000

/**
 * Uploads a picture without sharing it anywhere: the card's image block shows it, so that picture and words are one
 * message, which can be edited and has a thread. Answers the file's id.
 */
export async function uploadPicture(
  bulk: WebClient,
  picture: { name: string; png: Uint8Array },
  alt: string | undefined,
): Promise<string> {
  const filename = picture.name.endsWith('.png') ? picture.name : `${picture.name}.png`
  const { upload_url, file_id } = await calling(
    bulk.files.getUploadURLExternal({
      filename,
      length: picture.png.byteLength,
      ...(alt ? { alt_text: alt.slice(0, 1000) } : {}),
    }),
  )
  if (!upload_url || !file_id) throw new PlatformRefused('no_upload_url')
  let status: number
  try {
    const response = await fetch(upload_url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from(picture.png),
      signal: AbortSignal.timeout(uploadTimeoutMs),
    })
    await response.arrayBuffer()
    status = response.status
  } catch (error) {
    throw new PlatformUnreachable('the picture could not be uploaded', { cause: error })
  }
  if (status !== 200) throw new PlatformUnreachable(`the upload was answered ${status}`)
  await calling(bulk.files.completeUploadExternal({ files: [{ id: file_id, title: filename }] }))
  return file_id
}
