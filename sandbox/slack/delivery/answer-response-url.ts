import { isObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { readMessage } from '../validation/messages.ts'
import { hasImageFile } from '../workspace/files.ts'
import { addEphemeral, addMessage, deleteMessage, findMessage, updateMessage } from '../workspace/messages.ts'
import type { ChannelState } from '../workspace/model.ts'
import type { ResponseTarget } from './response-urls.ts'

export interface ResponseUrlAnswer {
  status: number
  body: string
}

const FIELDS = new Set([
  'text',
  'blocks',
  'attachments',
  'metadata',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
])

/** What a POST to a response_url does (docs.slack.dev, handling user interaction). */
export function answerResponseUrl(slack: LocalSlack, token: string, body: unknown): ResponseUrlAnswer {
  const use = slack.responseUrls.use(token)
  if (!use.ok) return refuse(404, use.error)
  if (!isObject(body)) return refuse(400, 'invalid_payload')
  const stranger = Object.keys(body).find((key) => !FIELDS.has(key))
  if (stranger) return refuse(400, 'invalid_arguments')
  const channel = slack.workspace.channels.get(use.target.channel)
  if (!channel) return refuse(404, 'channel_not_found')
  try {
    apply(slack, channel, use.target, body)
    return { status: 200, body: 'ok' }
  } catch (error) {
    if (error instanceof SlackError) return refuse(error.error.startsWith('invalid') ? 500 : 400, error.error)
    throw error
  }
}

function apply(
  slack: LocalSlack,
  channel: ChannelState,
  target: ResponseTarget,
  body: Record<string, unknown>,
): void {
  if (body.delete_original === true) {
    removeOriginal(slack, channel, target)
    return
  }
  const content = readMessage(body, hasImageFile(slack))
  if (body.replace_original === true && target.messageTs) {
    const ephemeral = channel.ephemerals.find((each) => each.ts === target.messageTs)
    const original = ephemeral ?? findMessage(channel, target.messageTs)
    if (!original) throw new SlackError('message_not_found')
    // The new content takes the whole place of the old: parts that are not named go.
    delete original.blocks
    delete original.attachments
    updateMessage(slack, channel, original, content)
    return
  }
  const author = { user: slack.workspace.bot.userId, asBot: true }
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : (target.threadTs ?? undefined)
  if (body.response_type === 'in_channel') addMessage(slack, channel, author, content, { threadTs })
  else addEphemeral(slack, channel, author, content, { for: target.user, threadTs })
}

function removeOriginal(slack: LocalSlack, channel: ChannelState, target: ResponseTarget): void {
  const message = findMessage(channel, target.messageTs ?? '')
  if (message) {
    deleteMessage(slack, channel, message)
    return
  }
  channel.ephemerals = channel.ephemerals.filter((each) => each.ts !== target.messageTs)
  slack.changes.emit('message-deleted', { channel: channel.id, ts: target.messageTs ?? '' })
}

function refuse(status: number, error: string): ResponseUrlAnswer {
  return { status, body: JSON.stringify({ ok: false, error }) }
}
