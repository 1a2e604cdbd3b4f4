import type { Block, JsonObject } from '../../world/json.ts'
import { type SayWord, sayAs } from '../client-words.ts'
import type { LocalSlack } from '../local-slack.ts'
import { viewWithState } from '../workspace/modals.ts'
import type {
  ChannelState,
  EphemeralMessage,
  HomeState,
  ModalState,
  SlackMessage,
  StateValue,
  StateValues,
} from '../workspace/model.ts'
import { initialState, type Placed } from '../workspace/view-state.ts'
import { type DeliveryOutcome, deliver } from './deliver.ts'
import { type ActOutcome, actOutcome } from './outcome.ts'
import { channelName, payloadHead } from './payloads.ts'

/** Where a person acts: on a message, in an open modal, or on the Home tab. */
export type Place =
  | { kind: 'message'; channel: ChannelState; message: SlackMessage | EphemeralMessage }
  | { kind: 'modal'; modal: ModalState }
  | { kind: 'home'; home: HomeState }

/** The blocks of a place, those of attachments included. */
export function blocksOf(place: Place): Block[] {
  if (place.kind === 'modal') return place.modal.view.blocks
  if (place.kind === 'home') return place.home.view.blocks
  const inAttachments = (place.message.attachments ?? []).flatMap((each) =>
    Array.isArray(each.blocks) ? (each.blocks as Block[]) : [],
  )
  return [...(place.message.blocks ?? []), ...inAttachments]
}

/** What a person has chosen in a place so far; for messages it is kept for each viewer apart. */
export function valuesOf(slack: LocalSlack, user: string, place: Place): StateValues {
  if (place.kind === 'modal') return place.modal.values
  if (place.kind === 'home') return place.home.values
  const key = `${user} ${place.channel.id} ${place.message.ts}`
  const values = slack.workspace.messageStates.get(key) ?? initialState(blocksOf(place), place.channel.id)
  slack.workspace.messageStates.set(key, values)
  return values
}

/** Sends block_actions for one element and tells what the person sees. */
export async function sendBlockAction(
  slack: LocalSlack,
  user: string,
  place: Place,
  { block, element }: Placed,
  value: JsonObject | StateValue,
): Promise<ActOutcome> {
  const { type: _type, ...chosen } = value
  const action = {
    action_id: element.action_id,
    block_id: block.block_id,
    ...pick(element, [
      'text',
      'value',
      'style',
      'placeholder',
      'initial_option',
      'initial_date',
      'initial_user',
    ]),
    ...chosen,
    type: element.type,
    action_ts: slack.nextTs(),
  }
  const payload = {
    ...payloadHead(slack, 'block_actions', user),
    ...placePayload(slack, user, place),
    actions: [action],
  }
  const channel = place.kind === 'message' ? place.channel.id : undefined
  const delivery = await deliver(slack, {
    kind: 'block_actions',
    method: 'block_actions',
    payload,
    user,
    ...(channel ? { channel } : {}),
  })
  const openUrl = typeof element.url === 'string' ? element.url : null
  if (!delivery.error) return actOutcome('acked', delivery, { openUrl })
  return actOutcome('trouble', delivery, {
    openUrl,
    userSees: failureSentence(place, delivery, sayAs(slack, user)),
  })
}

function placePayload(slack: LocalSlack, user: string, place: Place): JsonObject {
  if (place.kind !== 'message') {
    const held = place.kind === 'modal' ? place.modal : place.home
    return {
      container: { type: 'view', view_id: held.view.id },
      trigger_id: slack.triggers.issue({
        user,
        channel: null,
        viewId: place.kind === 'modal' ? place.modal.viewId : null,
      }),
      view: viewWithState(held),
    }
  }
  const { channel, message } = place
  const isEphemeral = 'for' in message
  const target = {
    channel: channel.id,
    user,
    messageTs: message.ts,
    ephemeral: isEphemeral,
    // A parent stands in the conversation, and so does what answers it.
    threadTs: message.thread_ts === message.ts ? null : (message.thread_ts ?? null),
  }
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    },
    trigger_id: slack.triggers.issue({ user, channel: channel.id, viewId: null }),
    channel: { id: channel.id, name: channelName(channel) },
    // Slack does not keep ephemeral messages, so it can't send them along.
    ...(isEphemeral ? {} : { message: structuredClone(message) }),
    state: { values: structuredClone(valuesOf(slack, user, place)) },
    response_url: slack.baseUrl + slack.responseUrls.issue(target),
  }
}

function failureSentence(place: Place, delivery: DeliveryOutcome, say: SayWord): string {
  if (place.kind !== 'message') {
    const trouble = say('trouble')
    if (place.kind === 'modal') place.modal.notice = trouble
    return trouble
  }
  if (delivery.error === 'timeout') return say('timedOut')
  if (delivery.error === 'http_error') return say('respondedWith', { status: delivery.httpStatus ?? 500 })
  return say('notResponding')
}

function pick(from: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(
    names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]),
  )
}

/** True when using this element sends block_actions; inputs only do with dispatch_action. */
export function isDispatching({ block, element }: Placed): boolean {
  if (element.type === 'workflow_button') return false
  if (block.type !== 'input') return true
  return block.dispatch_action === true
}
