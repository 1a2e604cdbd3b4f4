import { isObject } from '../../world/json.ts'
import { sayAs } from '../client-words.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { readMessage } from '../validation/messages.ts'
import { hasImageFile } from '../workspace/files.ts'
import { addEphemeral, addMessage, addNotice } from '../workspace/messages.ts'
import type { ChannelState } from '../workspace/model.ts'
import { type AckBody, type DeliveryOutcome, deliver } from './deliver.ts'
import { type ActOutcome, actOutcome } from './outcome.ts'
import { channelName } from './payloads.ts'

export interface CommandInput {
  user: string
  channel: ChannelState
  /** with its slash */
  command: string
  text: string
  threadTs?: string | undefined
}

/** Runs a slash command as a person typed it; what goes wrong is told to that person by Slackbot. */
export async function runCommand(slack: LocalSlack, input: CommandInput): Promise<ActOutcome> {
  const { user, channel, command } = input
  const say = sayAs(slack, user)
  const refuse = (sentence: string, delivery: DeliveryOutcome | null) => {
    addNotice(slack, channel, user, sentence)
    return actOutcome('trouble', delivery, { userSees: sentence })
  }
  const known = slack.app.commands?.find((each) => each.command === command)
  if (!slack.app.installed || (slack.app.commands && !known))
    return refuse(say('commandUnknown', { command }), null)
  if (input.threadTs) return refuse(say('commandInThread', { command }), null)

  const text = known?.shouldEscape ? escapeMentions(slack, input.text) : input.text
  const { bot, team, users } = slack.workspace
  const target = { channel: channel.id, user, messageTs: null, ephemeral: false, threadTs: null }
  const delivery = await deliver(slack, {
    kind: 'command',
    method: command,
    user,
    channel: channel.id,
    payload: {
      token: 'sandbox-verification-token',
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: user,
      user_name: users.get(user)?.handle ?? '',
      command,
      text,
      api_app_id: bot.appId,
      is_enterprise_install: 'false',
      response_url: slack.baseUrl + slack.responseUrls.issue(target),
      trigger_id: slack.triggers.issue({ user, channel: channel.id, viewId: null }),
    },
  })
  if (delivery.error) return refuse(say('commandFailed', { command, error: errorOf(delivery) }), delivery)
  if (showResponse(slack, input, delivery.body)) return actOutcome('acked', delivery)
  const broken = { ...delivery, error: 'invalid_response' as const }
  return refuse(say('commandFailed', { command, error: 'invalid_command_response' }), broken)
}

function errorOf({ error, httpStatus }: DeliveryOutcome): string {
  if (error === 'timeout') return 'operation_timeout'
  if (error !== 'http_error') return 'dispatch_failed'
  return (httpStatus ?? 500) >= 500 ? 'http_service_error' : 'http_client_error'
}

/** Shows what the app answered in the ack itself; false when that answer is not a valid message. */
function showResponse(slack: LocalSlack, input: CommandInput, body: AckBody): boolean {
  if (body.kind === 'empty') return true
  const raw = body.kind === 'text' ? { text: body.text } : body.value
  if (!isObject(raw)) return false
  const author = { user: slack.workspace.bot.userId, asBot: true }
  try {
    const content = readMessage(raw, hasImageFile(slack))
    if (raw.response_type === 'in_channel') addMessage(slack, input.channel, author, content)
    else addEphemeral(slack, input.channel, author, content, { for: input.user })
    return true
  } catch (error) {
    if (error instanceof SlackError) return false
    throw error
  }
}

/** `@lin` becomes `<@U…|lin>` and `#sales-all` `<#C…|sales-all>` where the command has should_escape. */
function escapeMentions(slack: LocalSlack, text: string): string {
  const { users, channels } = slack.workspace
  const escapedUsers = text.replace(/(?<![<\w])@([\p{L}\p{N}._-]+)/gu, (typed, name: string) => {
    const user = [...users.values()].find((each) => each.handle === name || each.real_name === name)
    return user ? `<@${user.id}|${user.handle}>` : typed
  })
  return escapedUsers.replace(/(?<![<\w&])#([\p{L}\p{N}_-]+)/gu, (typed, name: string) => {
    const channel = [...channels.values()].find((each) => each.kind !== 'dm' && each.name === name)
    return channel ? `<#${channel.id}|${channel.name}>` : typed
  })
}
