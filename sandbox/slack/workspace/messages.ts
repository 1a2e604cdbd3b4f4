import { compareTs } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { MessageContent } from '../validation/messages.ts'
import type { ChannelState, EphemeralMessage, SlackFile, SlackMessage } from './model.ts'

export interface Author {
  user: string
  asBot: boolean
}

export interface MessageOptions {
  threadTs?: string | undefined
  broadcast?: boolean
  files?: SlackFile[]
}

/** Stores a message, counts it in its thread, and tells everyone who watches. */
export function addMessage(
  slack: LocalSlack,
  channel: ChannelState,
  author: Author,
  content: MessageContent,
  options: MessageOptions = {},
): SlackMessage {
  const message = makeMessage(slack, author, content, options)
  if (options.broadcast) message.subtype = 'thread_broadcast'
  if (options.files?.length && !author.asBot) message.subtype ??= 'file_share'
  insertByTs(channel.messages, message)
  if (options.threadTs) countReply(slack, channel, message, options.threadTs)
  if (!author.asBot) channel.reads.set(author.user, message.ts)
  slack.changes.emit('message', {
    channel: channel.id,
    ts: message.ts,
    ...(options.threadTs ? { threadTs: options.threadTs } : {}),
  })
  return message
}

export function updateMessage(
  slack: LocalSlack,
  channel: ChannelState,
  message: SlackMessage,
  content: Partial<MessageContent>,
): void {
  Object.assign(message, content)
  message.edited = { user: message.user, ts: slack.nextTs() }
  slack.changes.emit('message-changed', { channel: channel.id, ts: message.ts })
}

export function deleteMessage(slack: LocalSlack, channel: ChannelState, message: SlackMessage): void {
  if (message.reply_count) {
    // A thread keeps its place when its first message goes.
    const { ts, thread_ts, reply_count, reply_users, latest_reply, team } = message
    for (const key of Object.keys(message)) delete (message as unknown as Record<string, unknown>)[key]
    const text = 'This message was deleted.'
    Object.assign(message, {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text,
      team,
      ts,
      thread_ts,
    })
    Object.assign(message, { reply_count, reply_users, latest_reply })
  } else channel.messages = channel.messages.filter((each) => each !== message)
  const parent =
    message.thread_ts && message.thread_ts !== message.ts && findMessage(channel, message.thread_ts)
  if (parent) {
    parent.reply_count = Math.max(0, (parent.reply_count ?? 1) - 1)
    const replies = repliesOf(channel, parent.ts)
    const latest = replies.at(-1)?.ts
    if (latest) parent.latest_reply = latest
    else delete parent.latest_reply
  }
  slack.changes.emit('message-deleted', { channel: channel.id, ts: message.ts })
}

/** A message only one person sees; it is lost when the workspace is reset, as in Slack when the client reloads. */
export function addEphemeral(
  slack: LocalSlack,
  channel: ChannelState,
  author: Author,
  content: MessageContent,
  options: { for: string; notice?: boolean; threadTs?: string | undefined },
): EphemeralMessage {
  const message: EphemeralMessage = {
    ...makeMessage(slack, author, content, { threadTs: options.threadTs }),
    for: options.for,
    notice: options.notice === true,
  }
  insertByTs(channel.ephemerals, message)
  slack.changes.emit('ephemeral', { channel: channel.id, user: options.for, ts: message.ts })
  return message
}

/** What Slack itself says to a person ("/plan failed with the error …"). */
export function addNotice(slack: LocalSlack, channel: ChannelState, user: string, text: string): void {
  addEphemeral(slack, channel, { user: 'USLACKBOT', asBot: false }, { text }, { for: user, notice: true })
}

export function findMessage(channel: ChannelState, ts: string): SlackMessage | undefined {
  return channel.messages.findLast((message) => message.ts === ts)
}

/** Replies of a thread without its parent, oldest first. */
export function repliesOf(channel: ChannelState, threadTs: string): SlackMessage[] {
  return channel.messages.filter((each) => each.thread_ts === threadTs && each.ts !== threadTs)
}

function makeMessage(
  slack: LocalSlack,
  author: Author,
  content: MessageContent,
  options: MessageOptions,
): SlackMessage {
  const { bot, team } = slack.workspace
  return {
    type: 'message',
    user: author.user,
    ...(author.asBot ? { bot_id: bot.botId, app_id: bot.appId } : {}),
    team: team.id,
    ...content,
    ts: slack.nextTs(),
    ...(options.threadTs ? { thread_ts: options.threadTs } : {}),
    ...(options.files?.length ? { files: options.files } : {}),
  }
}

function countReply(slack: LocalSlack, channel: ChannelState, reply: SlackMessage, threadTs: string): void {
  const parent = findMessage(channel, threadTs)
  if (!parent) return
  reply.parent_user_id = parent.user
  parent.thread_ts = parent.ts
  parent.reply_count = (parent.reply_count ?? 0) + 1
  parent.reply_users = [...new Set([...(parent.reply_users ?? []), reply.user])]
  parent.reply_users_count = parent.reply_users.length
  parent.latest_reply = reply.ts
  slack.changes.emit('message-changed', { channel: channel.id, ts: parent.ts })
}

function insertByTs<T extends SlackMessage>(messages: T[], message: T): void {
  let at = messages.length
  // A clock that was set back puts a message among older ones.
  while (at > 0 && compareTs(messages[at - 1]?.ts ?? '0', message.ts) > 0) at -= 1
  messages.splice(at, 0, message)
}
