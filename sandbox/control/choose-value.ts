import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Place } from '../slack/delivery/block-actions.ts'
import { requestSuggestions } from '../slack/delivery/suggestions.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { optionsOf } from '../slack/validation/composition.ts'
import type { StateValue } from '../slack/workspace/model.ts'
import { type Placed, stateField } from '../slack/workspace/view-state.ts'
import { isObject, type JsonObject, stringOf } from '../world/json.ts'
import { ControlError } from './control-error.ts'
import { getChannel, getUser } from './lookups.ts'

const option = z.looseObject({ text: z.unknown(), value: z.string() })

export const fillSchema = z.union([
  z.null(),
  z.string(),
  z.number(),
  z.array(z.string()),
  z.strictObject({ option }),
  z.strictObject({ options: z.array(option) }),
  z.strictObject({ search: z.string(), pick: z.string().optional() }),
])

/** What a person puts into an element, in the words a test or the page uses. */
export type FillValue = z.output<typeof fillSchema>

export interface Chooser {
  slack: LocalSlack
  user: string
  place: Place
  /** options the app has offered for an external select, by block_id and action_id */
  offered: Map<string, JsonObject[]>
}

export function offeredKey({ block, element }: Placed): string {
  return `${block.block_id} ${element.action_id}`
}

/**
 * The state an element has after the person chose `value`; only what Slack's client would let them choose.
 * @throws ControlError no_such_option, bad_value
 */
export async function chooseValue(chooser: Chooser, placed: Placed, value: FillValue): Promise<StateValue> {
  const { element } = placed
  const type = element.type === 'overflow' ? 'static_select' : element.type
  const field = stateField(type)
  if (!field) throw new ControlError(400, 'bad_value', `a ${element.type} takes no value`)
  const isMany = Array.isArray(emptyOf(type))
  if (value === null) return { type: element.type, [field]: emptyOf(type) }
  const chosen: unknown[] = []
  for (const item of itemsOf(value)) chosen.push(await chooseOne(chooser, placed, type, item))
  if (!isMany && chosen.length !== 1) {
    throw new ControlError(400, 'bad_value', `a ${element.type} takes one value`)
  }
  checkMany(element, chosen.length)
  return { type: element.type, [field]: isMany ? chosen : chosen[0] }
}

type Item = string | { option: JsonObject } | { search: string; pick?: string | undefined }

function itemsOf(value: Exclude<FillValue, null>): Item[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'object' && 'options' in value) return value.options.map((each) => ({ option: each }))
  return [value]
}

function emptyOf(type: string): [] | null {
  return type.startsWith('multi_') || type === 'checkboxes' || type === 'file_input' ? [] : null
}

function checkMany(element: JsonObject, count: number): void {
  const most = element.max_selected_items ?? element.max_files
  if (typeof most === 'number' && count > most) {
    throw new ControlError(409, 'too_many', `at most ${most} can be chosen`)
  }
}

async function chooseOne(chooser: Chooser, placed: Placed, type: string, item: Item): Promise<unknown> {
  if (/external_select$/.test(type)) return chooseExternal(chooser, placed, item)
  if (/static_select$|^radio_buttons$|^checkboxes$/.test(type)) {
    const wanted = typeof item === 'object' && 'option' in item ? String(item.option.value) : wordOf(item)
    return pickOption(optionsOf(placed.element).filter(isObject), wanted)
  }
  const word = wordOf(item)
  if (/users_select$/.test(type)) return getUser(chooser.slack, word).id
  if (/(conversations|channels)_select$/.test(type)) return getChannel(chooser.slack, chooser.user, word).id
  switch (type) {
    case 'datepicker':
      return matching(word, /^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-18')
    case 'timepicker':
      return matching(word, /^\d{2}:\d{2}$/, 'a time such as 09:30')
    case 'datetimepicker':
      return Number(matching(word, /^\d{10}$/, 'unix seconds'))
    case 'file_input':
      return getFile(chooser.slack, word)
    case 'rich_text_input':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: word }] }],
      }
    default:
      return word === '' ? null : word
  }
}

function wordOf(item: Item): string {
  if (typeof item === 'string') return item
  throw new ControlError(400, 'bad_value', 'this element takes plain text')
}

function matching(word: string, pattern: RegExp, wanted: string): string {
  if (!pattern.test(word)) throw new ControlError(400, 'bad_value', `${word} is not ${wanted}`)
  return word
}

function getFile(slack: LocalSlack, id: string): JsonObject {
  const stored = slack.workspace.files.get(id)
  if (!stored) throw new ControlError(404, 'no_such_file', `there is no file ${id}`)
  return { ...stored.file }
}

async function chooseExternal(chooser: Chooser, placed: Placed, item: Item): Promise<JsonObject> {
  if (typeof item === 'object' && 'option' in item) {
    const offered = chooser.offered.get(offeredKey(placed)) ?? []
    const found = offered.find(
      (each) => isDeepStrictEqual(each, item.option) || each.value === item.option.value,
    )
    if (found) return found
    throw noSuchOption(String(item.option.value), offered)
  }
  const search = typeof item === 'string' ? item : item.search
  const { slack, user, place } = chooser
  const { options } = await requestSuggestions(slack, user, place, placed, search)
  chooser.offered.set(offeredKey(placed), options)
  return pickOption(
    options,
    typeof item === 'string' ? item : (item.pick ?? item.search),
    options.length === 1,
  )
}

/** By value, then by text, then (`onlyOne`) the only one there is, then by a part of the text. */
function pickOption(options: JsonObject[], wanted: string, onlyOne = false): JsonObject {
  const texts = options.map((each) => (isObject(each.text) ? stringOf(each.text.text) : ''))
  const exact = options.find((each) => each.value === wanted) ?? options[texts.indexOf(wanted)]
  if (exact) return exact
  const [first] = options
  if (onlyOne && first) return first
  const parts = options.filter((_, index) => texts[index]?.includes(wanted))
  const [part] = parts
  if (part && parts.length === 1) return part
  throw noSuchOption(wanted, options)
}

function noSuchOption(wanted: string, options: JsonObject[]): ControlError {
  return new ControlError(409, 'no_such_option', `${wanted} is not offered`, { available: options })
}
