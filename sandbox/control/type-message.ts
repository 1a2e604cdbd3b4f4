import { announceMessage } from '../slack/api/announce-message.ts'
import { emitEvent } from '../slack/delivery/events.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { noteShare } from '../slack/workspace/files.ts'
import { addMessage } from '../slack/workspace/messages.ts'
import type { ChannelState, SlackMessage } from '../slack/workspace/model.ts'
import { ControlError } from './control-error.ts'
import { getMessage } from './lookups.ts'

/** Posts what a person typed, encoded as Slack's client does, and tells the app. */
export function typeMessage(
  slack: LocalSlack,
  user: string,
  channel: ChannelState,
  typed: { text: string; threadTs?: string | undefined; files: string[] },
): SlackMessage {
  const { text, threadTs } = typed
  if (text.startsWith('/'))
    throw new ControlError(400, 'is_a_command', 'a text beginning with / is a command')
  if (text.trim() === '' && typed.files.length === 0)
    throw new ControlError(400, 'no_text', 'nothing was typed')
  if (channel.isArchived) throw new ControlError(409, 'is_archived', 'this channel is archived')
  if (threadTs) getMessage(channel, user, threadTs)
  const files = typed.files.map((id) => {
    const stored = slack.workspace.files.get(id)
    if (!stored) throw new ControlError(404, 'no_such_file', `there is no file ${id}`)
    return stored.file
  })
  const author = { user, asBot: false }
  const message = addMessage(slack, channel, author, { text: encodeTyped(slack, text) }, { threadTs, files })
  for (const file of files) noteShare(slack, file, channel)
  announceMessage(slack, channel, message)
  const { bot } = slack.workspace
  if (message.text.includes(`<@${bot.userId}>`) && channel.kind !== 'dm' && channel.members.has(bot.userId)) {
    emitEvent(slack, { ...structuredClone(message), type: 'app_mention', channel: channel.id })
  }
  return message
}

/** `&`, `<` and `>` are escaped, `@handle` becomes a mention. */
function encodeTyped(slack: LocalSlack, text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return escaped.replace(/(?<!\w)@([\p{L}\p{N}._-]+)/gu, (typed, name: string) => {
    const user = [...slack.workspace.users.values()].find(
      (each) => each.handle === name || each.real_name === name,
    )
    return user ? `<@${user.id}>` : typed
  })
}
