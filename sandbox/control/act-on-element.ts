import { isDispatching, type Place, sendBlockAction, valuesOf } from '../slack/delivery/block-actions.ts'
import { type ActOutcome, actOutcome } from '../slack/delivery/outcome.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { StateValue } from '../slack/workspace/model.ts'
import { type Placed, stateField } from '../slack/workspace/view-state.ts'
import type { JsonObject } from '../world/json.ts'
import { type Chooser, chooseValue, type FillValue } from './choose-value.ts'
import { ControlError } from './control-error.ts'

/** Options offered to each person in each place, so that only what was shown can be chosen. */
const offers = new WeakMap<LocalSlack, Map<string, Map<string, JsonObject[]>>>()

export function chooserFor(slack: LocalSlack, user: string, place: Place): Chooser {
  const all = offers.get(slack) ?? new Map<string, Map<string, JsonObject[]>>()
  offers.set(slack, all)
  const key = `${user} ${placeKey(place)}`
  const offered = all.get(key) ?? new Map<string, JsonObject[]>()
  all.set(key, offered)
  return { slack, user, place, offered }
}

function placeKey(place: Place): string {
  if (place.kind === 'modal') return place.modal.viewId
  return place.kind === 'home' ? place.home.view.id : `${place.channel.id} ${place.message.ts}`
}

/** Presses a button or sets an element; sends block_actions where Slack would. */
export async function actOnElement(
  slack: LocalSlack,
  user: string,
  place: Place,
  placed: Placed,
  value: FillValue | undefined,
): Promise<ActOutcome> {
  const { element } = placed
  const isPressed = stateField(element.type) === undefined && element.type !== 'overflow'
  if (isPressed && value !== undefined) {
    throw new ControlError(400, 'bad_value', `a ${element.type} takes no value`)
  }
  if (!isPressed && value === undefined) {
    throw new ControlError(400, 'bad_value', `a ${element.type} needs a value`)
  }
  let chosen: StateValue | JsonObject = {}
  if (!isPressed && value !== undefined) {
    chosen = await chooseValue(chooserFor(slack, user, place), placed, value)
    if (element.type !== 'overflow') setState(slack, user, place, placed, { ...chosen, type: element.type })
  }
  if (!isDispatching(placed)) return actOutcome('local', null)
  return sendBlockAction(slack, user, place, placed, chosen)
}

function setState(slack: LocalSlack, user: string, place: Place, placed: Placed, value: StateValue): void {
  const { block, element } = placed
  const values = valuesOf(slack, user, place)
  values[block.block_id] = { ...values[block.block_id], [element.action_id]: value }
  if (place.kind === 'modal') {
    // Typing takes the complaint under a field away.
    delete place.modal.errors[block.block_id]
    slack.changes.emit('modal', { user, viewId: place.modal.viewId })
  } else if (place.kind === 'home') slack.changes.emit('home', { user })
  else slack.changes.emit('message-changed', { channel: place.channel.id, ts: place.message.ts, user })
}
