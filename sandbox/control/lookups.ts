import type { LocalSlack } from '../slack/local-slack.ts'
import { openBotDm } from '../slack/workspace/conversations.ts'
import { findMessage } from '../slack/workspace/messages.ts'
import { findModal, modalsOf } from '../slack/workspace/modals.ts'
import type {
  ChannelState,
  EphemeralMessage,
  ModalState,
  SlackMessage,
  UserState,
} from '../slack/workspace/model.ts'
import { ControlError } from './control-error.ts'

/** @param name Slack id, handle, or `bot`; @throws ControlError no_such_user */
export function getUser(slack: LocalSlack, name: string): UserState {
  const { users, bot } = slack.workspace
  const user =
    users.get(name === 'bot' ? bot.userId : name) ?? [...users.values()].find((each) => each.handle === name)
  if (!user)
    throw new ControlError(404, 'no_such_user', `there is no user ${name}`, { available: [...users.keys()] })
  return user
}

/** @param name id, `#name`, `name`, or `dm` for the person's conversation with the app */
export function getChannel(slack: LocalSlack, user: string, name: string): ChannelState {
  if (name === 'dm') return openBotDm(slack, user)
  const { channels } = slack.workspace
  const bare = name.replace(/^#/, '')
  const channel =
    channels.get(name) ?? [...channels.values()].find((each) => each.kind !== 'dm' && each.name === bare)
  if (!channel) throw new ControlError(404, 'no_such_channel', `there is no channel ${name}`)
  return channel
}

/** A conversation the person is in. @throws ControlError no_such_channel, not_a_member */
export function getOwnChannel(slack: LocalSlack, user: string, name: string): ChannelState {
  const channel = getChannel(slack, user, name)
  if (!channel.members.has(user)) {
    throw new ControlError(403, 'not_a_member', `${user} is not in ${channel.name || channel.id}`)
  }
  return channel
}

/** A message this person sees, ephemerals included. @throws ControlError no_such_message */
export function getMessage(channel: ChannelState, user: string, ts: string): SlackMessage | EphemeralMessage {
  const ephemeral = channel.ephemerals.find((each) => each.ts === ts && each.for === user)
  const message = ephemeral ?? findMessage(channel, ts)
  if (!message) throw new ControlError(404, 'no_such_message', `there is no message ${ts} in ${channel.id}`)
  return message
}

/** The modal on top, or the named one. @throws ControlError no_modal */
export function getModal(slack: LocalSlack, user: string, viewId?: string): ModalState {
  const modal = viewId ? findModal(slack, viewId) : modalsOf(slack, user).at(-1)
  if (!modal || modal.user !== user) throw new ControlError(404, 'no_modal', `${user} has no such modal open`)
  return modal
}
