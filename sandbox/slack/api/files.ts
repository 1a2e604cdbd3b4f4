import { isObject, type JsonObject, objectsOf } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { readMessage } from '../validation/messages.ts'
import { fileObject, hasImageFile, noteShare, storeFile } from '../workspace/files.ts'
import { addMessage } from '../workspace/messages.ts'
import type { ChannelState, SlackFile } from '../workspace/model.ts'
import { announceMessage } from './announce-message.ts'
import { type Arguments, invalid } from './arguments.ts'
import { type ApiMethod, knownMessage, writableChannel } from './method.ts'

const MOST_FILE_BYTES = 1_000_000_000

const getUploadURLExternal: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['files:write'],
  args: ['filename', 'length', 'alt_text', 'alt_txt', 'snippet_type'],
  run(slack, args) {
    const name = args.required('filename')
    const length = args.integer('length', 0, { min: 1, max: MOST_FILE_BYTES })
    if (length === 0) throw invalid('missing required field: length [json-pointer:]')
    const alt = args.text('alt_txt') || args.text('alt_text')
    const { token, id } = slack.uploads.announce(name, length, alt)
    return { upload_url: `${slack.baseUrl}/upload/v1/${token}`, file_id: id }
  },
}

const completeUploadExternal: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['files:write'],
  args: ['files', 'channel_id', 'channels', 'initial_comment', 'blocks', 'thread_ts'],
  run(slack, args) {
    const wanted = args.json('files')
    if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every((each) => isObject(each) && each.id)) {
      throw invalid('missing required field: files [json-pointer:]')
    }
    // Refusals come before the upload is used up, so that the call can be repeated.
    const channels = channelsOf(slack, args)
    const files = objectsOf(wanted).map((each) => takeFile(slack, each))
    for (const channel of channels) share(slack, channel, files, args)
    return { files: files.map((file) => ({ ...fileObject(slack, file) })) }
  },
}

function channelsOf(slack: LocalSlack, args: Arguments): ChannelState[] {
  const ids = [...new Set([...args.list('channel_id'), ...args.list('channels')])]
  const channels = ids.map((id) => writableChannel(slack, id))
  const threadTs = args.text('thread_ts')
  if (threadTs) for (const channel of channels) knownMessage(channel, threadTs, 'thread_not_found')
  return channels
}

function takeFile(slack: LocalSlack, wanted: JsonObject): SlackFile {
  const upload = slack.uploads.take(String(wanted.id))
  if (!upload?.bytes) throw new SlackError('file_not_found')
  const about = {
    id: upload.id,
    name: upload.name,
    user: slack.workspace.bot.userId,
    ...(upload.altText ? { altText: upload.altText } : {}),
  }
  const file = storeFile(slack, about, upload.bytes)
  if (typeof wanted.title === 'string' && wanted.title !== '') file.title = wanted.title
  return file
}

function share(slack: LocalSlack, channel: ChannelState, files: SlackFile[], args: Arguments): void {
  const text = args.text('initial_comment')
  const hasWords = text !== '' || args.has('blocks')
  const content = hasWords
    ? readMessage({ text, blocks: args.raw('blocks') }, hasImageFile(slack))
    : { text: '' }
  const author = { user: slack.workspace.bot.userId, asBot: true }
  const threadTs = args.text('thread_ts') || undefined
  const message = addMessage(slack, channel, author, content, { files, threadTs })
  for (const file of files) noteShare(slack, file, channel)
  announceMessage(slack, channel, message)
}

const info: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['files:read'],
  args: ['file', 'count', 'page', 'limit', 'cursor'],
  run(slack, args) {
    const stored = slack.workspace.files.get(args.required('file'))
    if (!stored) throw new SlackError('file_not_found')
    return { file: fileObject(slack, stored.file), comments: [] }
  },
}

export const fileMethods: Record<string, ApiMethod> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.info': info,
}
