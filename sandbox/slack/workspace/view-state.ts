import { type Block, isObject, type JsonObject } from '../../world/json.ts'
import { optionsOf } from '../validation/composition.ts'
import { elementsOfBlock } from '../validation/normalize.ts'
import type { StateValue, StateValues } from './model.ts'

/** For each stateful element: the field of its value, the field of its initial value, and what empty looks like. */
const STATE_FIELDS: Record<string, { field: string; initial: string; empty: null | [] }> = {
  plain_text_input: { field: 'value', initial: 'initial_value', empty: null },
  email_text_input: { field: 'value', initial: 'initial_value', empty: null },
  url_text_input: { field: 'value', initial: 'initial_value', empty: null },
  number_input: { field: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value', empty: null },
  datepicker: { field: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { field: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', empty: null },
  static_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', empty: null },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { field: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { field: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { field: 'selected_user', initial: 'initial_user', empty: null },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', empty: [] },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', empty: null },
  multi_conversations_select: {
    field: 'selected_conversations',
    initial: 'initial_conversations',
    empty: [],
  },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', empty: [] },
  file_input: { field: 'files', initial: '', empty: [] },
}

/** An element with the block it stands in. */
export interface Placed {
  block: Block
  element: JsonObject & { type: string; action_id: string }
}

/** Every interactive element of a list of blocks, in reading order. */
export function placedElements(blocks: Block[]): Placed[] {
  return blocks.flatMap((block) =>
    elementsOfBlock(block).flatMap((element) => (isPlaceable(element) ? [{ block, element }] : [])),
  )
}

function isPlaceable(element: JsonObject): element is Placed['element'] {
  return typeof element.action_id === 'string' && typeof element.type === 'string'
}

/** The name of the field that carries an element's value; undefined for buttons and the like. */
export function stateField(type: string): string | undefined {
  return STATE_FIELDS[type]?.field
}

/** What a person sees before touching anything. */
function initialValue(element: JsonObject, currentChannel: string | null): StateValue | null {
  const type = String(element.type)
  const fields = STATE_FIELDS[type]
  if (!fields) return null
  let value = element[fields.initial] ?? fields.empty
  if (element.default_to_current_conversation === true && currentChannel) {
    value = type.startsWith('multi_') ? [currentChannel] : currentChannel
  }
  return { type, [fields.field]: value }
}

export function initialState(blocks: Block[], currentChannel: string | null): StateValues {
  return mergeState({}, blocks, currentChannel)
}

/**
 * The state after an update: where block_id, action_id and element type stayed the same, what was typed stays too;
 * everything else starts from its initial value. A choice that is no longer offered is dropped.
 */
export function mergeState(before: StateValues, blocks: Block[], currentChannel: string | null): StateValues {
  const after: StateValues = {}
  for (const { block, element } of placedElements(blocks)) {
    const initial = initialValue(element, currentChannel)
    if (!initial) continue
    const kept = before[block.block_id]?.[element.action_id]
    const value = kept && kept.type === element.type && isStillOffered(kept, element) ? kept : initial
    after[block.block_id] = { ...after[block.block_id], [element.action_id]: value }
  }
  return after
}

function isStillOffered(value: StateValue, element: JsonObject): boolean {
  const offered = optionsOf(element)
  if (offered.length === 0) return true
  const values = new Set(offered.map((option) => isObject(option) && option.value))
  const chosen = [value.selected_option, value.selected_options].flat().filter(isObject)
  return chosen.every((option) => values.has(String(option.value)))
}

/** True when the person has left the element empty. */
export function isEmptyValue(value: StateValue): boolean {
  const field = STATE_FIELDS[value.type]?.field ?? ''
  const content = value[field]
  return (
    content === null ||
    content === undefined ||
    content === '' ||
    (Array.isArray(content) && content.length === 0)
  )
}
