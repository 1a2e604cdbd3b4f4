import type { ShortcutInfo } from '../app-config.ts'
import { sayAs } from '../client-words.ts'
import type { LocalSlack } from '../local-slack.ts'
import type { ChannelState, SlackMessage } from '../workspace/model.ts'
import { deliver } from './deliver.ts'
import { type ActOutcome, actOutcome } from './outcome.ts'
import { channelName, payloadHead } from './payloads.ts'

/** Runs a shortcut from the search bar, or from a message's menu. */
export async function runShortcut(
  slack: LocalSlack,
  user: string,
  shortcut: ShortcutInfo,
  on: { channel: ChannelState; message: SlackMessage } | null,
): Promise<ActOutcome> {
  const channel = on?.channel.id ?? null
  const trigger = { user, channel, viewId: null }
  const head = payloadHead(slack, on ? 'message_action' : 'shortcut', user)
  const target = on && {
    channel: on.channel.id,
    user,
    messageTs: on.message.ts,
    ephemeral: false,
    threadTs: null,
  }
  const delivery = await deliver(slack, {
    kind: 'shortcut',
    method: shortcut.callbackId,
    user,
    payload: {
      ...head,
      callback_id: shortcut.callbackId,
      action_ts: slack.nextTs(),
      trigger_id: slack.triggers.issue(trigger),
      ...(on
        ? {
            message_ts: on.message.ts,
            message: structuredClone(on.message),
            channel: { id: on.channel.id, name: channelName(on.channel) },
          }
        : {}),
      ...(target ? { response_url: slack.baseUrl + slack.responseUrls.issue(target) } : {}),
    },
  })
  if (!delivery.error) return actOutcome('acked', delivery)
  return actOutcome('trouble', delivery, {
    userSees: sayAs(slack, user)('shortcutFailed', { name: shortcut.name }),
  })
}
