import { isObject, type JsonObject, objectsOf } from '../../world/json.ts'
import { sayAs } from '../client-words.ts'
import type { LocalSlack } from '../local-slack.ts'
import { arrayOf, type Check } from '../validation/checks.ts'
import { optionGroup, plainOption } from '../validation/composition.ts'
import { newScene } from '../validation/messages.ts'
import { viewWithState } from '../workspace/modals.ts'
import type { Placed } from '../workspace/view-state.ts'
import type { Place } from './block-actions.ts'
import { type DeliveryOutcome, deliver } from './deliver.ts'
import { actOutcome, type DeliverySummary } from './outcome.ts'
import { channelName, payloadHead } from './payloads.ts'

export interface Suggestions {
  options: JsonObject[]
  groups: JsonObject[] | null
  delivery: DeliverySummary | null
  userSees: string | null
}

const DEFAULT_MIN_QUERY = 3

/** Types into an external select: asks the app for options and shows at most a hundred, or nothing at all. */
export async function requestSuggestions(
  slack: LocalSlack,
  user: string,
  place: Place,
  { block, element }: Placed,
  query: string,
): Promise<Suggestions> {
  const min = typeof element.min_query_length === 'number' ? element.min_query_length : DEFAULT_MIN_QUERY
  if (query.length < min) return { options: [], groups: null, delivery: null, userSees: null }
  const delivery = await deliver(slack, {
    kind: 'block_suggestion',
    method: 'block_suggestion',
    user,
    payload: {
      ...payloadHead(slack, 'block_suggestion', user),
      ...containerPayload(place),
      action_id: element.action_id,
      block_id: block.block_id,
      value: query,
    },
  })
  const answer = delivery.error ? null : readAnswer(delivery)
  if (!answer) {
    const shown = delivery.error ? delivery : { ...delivery, error: 'invalid_response' as const }
    return {
      options: [],
      groups: null,
      userSees: sayAs(slack, user)('noResults'),
      delivery: actOutcome('trouble', shown).delivery,
    }
  }
  return { ...answer, delivery: actOutcome('acked', delivery).delivery, userSees: null }
}

function readAnswer(delivery: DeliveryOutcome): Pick<Suggestions, 'options' | 'groups'> | null {
  if (delivery.body.kind !== 'json' || !isObject(delivery.body.value)) return null
  const { options, option_groups: groups } = delivery.body.value
  if (options !== undefined && groups === undefined && isValid(arrayOf(plainOption, { max: 100 }), options)) {
    return { options: objectsOf(options), groups: null }
  }
  if (groups !== undefined && options === undefined && isValid(arrayOf(optionGroup, { max: 100 }), groups)) {
    return {
      options: objectsOf(groups).flatMap((group) => objectsOf(group.options)),
      groups: objectsOf(groups),
    }
  }
  return null
}

function isValid(check: Check, value: unknown): boolean {
  const scene = newScene('modal', () => false)
  check(value, '', scene)
  return scene.problems.length === 0
}

function containerPayload(place: Place): JsonObject {
  if (place.kind !== 'message') {
    const held = place.kind === 'modal' ? place.modal : place.home
    return { container: { type: 'view', view_id: held.view.id }, view: viewWithState(held) }
  }
  const { channel, message } = place
  const isEphemeral = 'for' in message
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    channel: { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: structuredClone(message) }),
  }
}
