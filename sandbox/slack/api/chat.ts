import type { JsonObject } from '../../world/json.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { type MessageContent, readMessage } from '../validation/messages.ts'
import { openBotDm } from '../workspace/conversations.ts'
import { hasImageFile } from '../workspace/files.ts'
import { addEphemeral, addMessage, deleteMessage, updateMessage } from '../workspace/messages.ts'
import type { ChannelState } from '../workspace/model.ts'
import { announceMessage } from './announce-message.ts'
import type { Arguments } from './arguments.ts'
import {
  type ApiMethod,
  knownMessage,
  knownUser,
  requireScope,
  visibleChannel,
  writableChannel,
} from './method.ts'

const CONTENT = ['text', 'blocks', 'attachments', 'metadata'] as const
const CONTENT_ARGS = [...CONTENT, 'parse', 'link_names', 'mrkdwn', 'markdown_text']
const POST_ARGS = [
  ...CONTENT_ARGS,
  'channel',
  'thread_ts',
  'reply_broadcast',
  'unfurl_links',
  'unfurl_media',
  'username',
  'icon_emoji',
  'icon_url',
]

/** `channel` may be a person: then the message goes to the direct conversation with them. */
function targetChannel(slack: LocalSlack, id: string): ChannelState {
  if (/^[UW]/.test(id) && slack.workspace.users.has(id)) return openBotDm(slack, id)
  return writableChannel(slack, id)
}

function readContent(slack: LocalSlack, args: Arguments): MessageContent {
  if (args.has('markdown_text')) {
    if (args.has('text') || args.has('blocks')) throw new SlackError('markdown_text_conflict')
    return { text: args.text('markdown_text') }
  }
  const raw = Object.fromEntries(CONTENT.map((name) => [name, args.raw(name)]))
  return readMessage(raw, hasImageFile(slack))
}

/** A text is what notifications and screen readers get: Slack warns when only blocks came. */
function warnings(content: MessageContent): JsonObject {
  if (content.text !== '') return {}
  const warning = 'missing_text_in_message'
  return { warning, response_metadata: { warnings: [warning] } }
}

const postMessage: ApiMethod = {
  tier: 'special',
  token: 'bot',
  scopes: ['chat:write'],
  args: POST_ARGS,
  paced: true,
  run(slack, args) {
    if (['username', 'icon_emoji', 'icon_url'].some((name) => args.has(name))) {
      requireScope(slack, 'chat:write.customize')
    }
    const channel = targetChannel(slack, args.required('channel'))
    const content = readContent(slack, args)
    const threadTs = args.text('thread_ts')
    if (threadTs) knownMessage(channel, threadTs, 'thread_not_found')
    const author = { user: slack.workspace.bot.userId, asBot: true }
    const message = addMessage(slack, channel, author, content, {
      threadTs: threadTs || undefined,
      broadcast: threadTs !== '' && args.flag('reply_broadcast'),
    })
    announceMessage(slack, channel, message)
    return { channel: channel.id, ts: message.ts, message: structuredClone(message), ...warnings(content) }
  },
}

const update: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['chat:write'],
  args: [...CONTENT_ARGS, 'channel', 'ts', 'reply_broadcast', 'file_ids'],
  run(slack, args) {
    const channel = writableChannel(slack, args.required('channel'))
    const message = knownMessage(channel, args.required('ts'))
    if (message.user !== slack.workspace.bot.userId) throw new SlackError('cant_update_message')
    const named = CONTENT.filter((name) => args.has(name))
    if (named.length === 0) throw new SlackError('no_text')
    const raw: JsonObject = {}
    for (const name of CONTENT) {
      // Parts that are not named keep what they had; an empty list or object removes them.
      if (!named.includes(name)) raw[name] = message[name]
      else if (!isEmptyJson(args.raw(name))) raw[name] = args.raw(name)
    }
    if (!named.includes('text') && (named.includes('blocks') || named.includes('attachments'))) raw.text = ''
    const content = readMessage(raw, hasImageFile(slack))
    delete message.blocks
    delete message.attachments
    delete message.metadata
    updateMessage(slack, channel, message, content)
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: structuredClone(message),
      ...warnings(content),
    }
  },
}

function isEmptyJson(value: unknown): boolean {
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value)
  return text === '[]' || text === '{}'
}

const remove: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['chat:write'],
  args: ['channel', 'ts', 'as_user'],
  run(slack, args) {
    const channel = writableChannel(slack, args.required('channel'))
    const message = knownMessage(channel, args.required('ts'))
    if (message.user !== slack.workspace.bot.userId) throw new SlackError('cant_delete_message')
    deleteMessage(slack, channel, message)
    return { channel: channel.id, ts: message.ts }
  },
}

const postEphemeral: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['chat:write'],
  args: [...POST_ARGS, 'user'],
  run(slack, args) {
    const channel = writableChannel(slack, args.required('channel'))
    const user = knownUser(slack, args.required('user'))
    if (!channel.members.has(user.id)) throw new SlackError('user_not_in_channel')
    const content = readContent(slack, args)
    const author = { user: slack.workspace.bot.userId, asBot: true }
    const threadTs = args.text('thread_ts') || undefined
    const message = addEphemeral(slack, channel, author, content, { for: user.id, threadTs })
    return { message_ts: message.ts, ...warnings(content) }
  },
}

const getPermalink: ApiMethod = {
  tier: 'special',
  token: 'bot',
  scopes: [],
  args: ['channel', 'message_ts'],
  run(slack, args) {
    const channel = visibleChannel(slack, args.required('channel'))
    const message = knownMessage(channel, args.required('message_ts'))
    const thread =
      message.thread_ts && message.thread_ts !== message.ts
        ? `?thread_ts=${message.thread_ts}&cid=${channel.id}`
        : ''
    const permalink = `${slack.baseUrl}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`
    return { channel: channel.id, permalink }
  },
}

export const chatMethods: Record<string, ApiMethod> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
}
