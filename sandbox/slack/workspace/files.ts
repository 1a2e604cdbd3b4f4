import type { JsonObject } from '../../world/json.ts'
import { makeId, makeSecret } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState, SlackFile, SlackMessage, StoredFile } from './model.ts'

const MIMETYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
}

/** Keeps a file and gives it Slack's description. */
export function storeFile(
  slack: LocalSlack,
  about: { id?: string; name: string; user: string; altText?: string; mimetype?: string },
  bytes: Buffer,
): SlackFile {
  const id = about.id ?? makeId('F')
  const filetype = about.name.includes('.') ? (about.name.split('.').at(-1) ?? '').toLowerCase() : 'binary'
  const path = `${slack.workspace.team.id}-${id}/${encodeURIComponent(about.name)}`
  const file: SlackFile = {
    id,
    created: slack.nowSeconds(),
    timestamp: slack.nowSeconds(),
    name: about.name,
    title: about.name,
    mimetype: about.mimetype ?? MIMETYPES[filetype] ?? 'application/octet-stream',
    filetype,
    user: about.user,
    size: bytes.length,
    mode: 'hosted',
    is_public: false,
    url_private: `${slack.baseUrl}/files-pri/${path}`,
    url_private_download: `${slack.baseUrl}/files-pri/${path}?download=1`,
    permalink: `${slack.baseUrl}/files/${id}`,
    channels: [],
    groups: [],
    ims: [],
    ...(about.altText ? { alt_txt: about.altText } : {}),
  }
  slack.workspace.files.set(id, { file, bytes })
  slack.changes.emit('file', { id })
  return file
}

/** Notes in the file where it was shared. */
export function noteShare(slack: LocalSlack, file: SlackFile, channel: ChannelState): void {
  const list = channel.kind === 'dm' ? file.ims : channel.kind === 'private' ? file.groups : file.channels
  if (!list.includes(channel.id)) list.push(channel.id)
  file.is_public ||= channel.kind === 'public'
  slack.changes.emit('file', { id: file.id, channel: channel.id })
}

/** The file with its `shares`: in which conversation, under which message. */
export function fileObject(slack: LocalSlack, file: SlackFile): JsonObject {
  const shares: { public: JsonObject; private: JsonObject } = { public: {}, private: {} }
  for (const channel of slack.workspace.channels.values()) {
    const found = channel.messages.filter((message) => carries(message, file.id))
    if (found.length === 0) continue
    const side = channel.kind === 'public' ? shares.public : shares.private
    side[channel.id] = found.map(({ ts, thread_ts, reply_count }) => ({
      ts,
      ...(thread_ts ? { thread_ts } : {}),
      reply_count: reply_count ?? 0,
      channel_name: channel.name,
      team_id: slack.workspace.team.id,
    }))
  }
  return { ...file, shares }
}

/** For `slack_file` references: is it a picture this workspace has? */
export function hasImageFile(slack: LocalSlack): (reference: JsonObject) => boolean {
  return (reference) => {
    const isIt = ({ file }: StoredFile) =>
      file.id === reference.id || (reference.url !== undefined && file.url_private === reference.url)
    const stored = [...slack.workspace.files.values()].find(isIt)
    return stored?.file.mimetype.startsWith('image/') === true
  }
}

/** An upload that was announced but whose bytes have not come, or that is not completed. */
interface PendingUpload {
  id: string
  name: string
  length: number
  altText: string
  bytes: Buffer | null
}

export interface UploadDesk {
  announce(name: string, length: number, altText: string): { token: string; id: string }
  byToken(token: string): PendingUpload | undefined
  /** Takes a received upload off the desk, by its file id. */
  take(id: string): PendingUpload | undefined
}

export function createUploadDesk(): UploadDesk {
  const pending = new Map<string, PendingUpload>()
  return {
    announce(name, length, altText) {
      const token = makeSecret()
      const id = makeId('F')
      pending.set(token, { id, name, length, altText, bytes: null })
      return { token, id }
    },
    byToken: (token) => pending.get(token),
    take(id) {
      for (const [token, upload] of pending) {
        if (upload.id !== id || !upload.bytes) continue
        pending.delete(token)
        return upload
      }
      return undefined
    },
  }
}

function carries(message: SlackMessage, fileId: string): boolean {
  return message.files?.some((file) => file.id === fileId) === true
}
