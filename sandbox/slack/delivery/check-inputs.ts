import { isObject, type JsonObject } from '../../world/json.ts'
import type { SayWord } from '../client-words.ts'
import type { SlackView, StateValue, StateValues } from '../workspace/model.ts'
import { isEmptyValue, placedElements } from '../workspace/view-state.ts'

/**
 * What Slack's own client checks before it sends a submission.
 * @param say in the language of whoever submits
 * @returns sentences by block_id; empty when the modal may be sent
 */
export function checkInputs(
  view: SlackView,
  values: StateValues,
  say: SayWord,
): { [blockId: string]: string } {
  const errors: { [blockId: string]: string } = {}
  for (const { block, element } of placedElements(view.blocks)) {
    if (block.type !== 'input') continue
    const value = values[block.block_id]?.[element.action_id]
    if (!value) continue
    const problem = isEmptyValue(value)
      ? block.optional === true
        ? null
        : say('required')
      : checkValue(element, value, say)
    if (problem) errors[block.block_id] = problem
  }
  return errors
}

function checkValue(element: JsonObject, value: StateValue, say: SayWord): string | null {
  const text = typeof value.value === 'string' ? value.value : ''
  switch (element.type) {
    case 'plain_text_input':
      return checkLength(element, text, say)
    case 'number_input':
      return checkNumber(element, text, say)
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : say('noEmail')
    case 'url_text_input':
      return URL.canParse(text) ? null : say('noUrl')
    default:
      return null
  }
}

function checkLength(element: JsonObject, text: string, say: SayWord): string | null {
  const min = typeof element.min_length === 'number' ? element.min_length : 0
  const max = typeof element.max_length === 'number' ? element.max_length : 3000
  if (text.length < min) return say('tooShort', { n: min })
  if (text.length > max) return say('tooLong', { n: max })
  return null
}

function checkNumber(element: JsonObject, text: string, say: SayWord): string | null {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
  if (!pattern.test(text)) return say('noNumber')
  const number = Number(text)
  if (typeof element.min_value === 'string' && number < Number(element.min_value)) {
    return say('tooSmall', { n: element.min_value })
  }
  if (typeof element.max_value === 'string' && number > Number(element.max_value)) {
    return say('tooLarge', { n: element.max_value })
  }
  return null
}

/** True when `key` is the block_id of an input block: only there can a submission error be shown. */
export function isInputBlock(view: SlackView, key: string): boolean {
  return view.blocks.some((block) => isObject(block) && block.type === 'input' && block.block_id === key)
}
