import { isObject } from '../../world/json.ts'
import { complain, includesEqual, type Scene } from './checks.ts'
import { checkDistinctValues, optionsOf } from './composition.ts'

/** What no single field can show: an initial choice that is not offered, limits the wrong way round. */
export function checkElementRules(value: Record<string, unknown>, at: string, scene: Scene): void {
  if (value.focus_on_load === true) scene.focused += 1
  const options = optionsOf(value)
  if (value.options !== undefined || value.option_groups !== undefined) {
    checkDistinctValues(options, at, scene)
    if (value.initial_option !== undefined && !includesEqual(options, value.initial_option)) {
      complain(scene, 'initial_option must exactly match one of the options', `${at}/initial_option`)
    }
    for (const [index, initial] of (Array.isArray(value.initial_options)
      ? value.initial_options
      : []
    ).entries()) {
      if (!includesEqual(options, initial)) {
        complain(scene, 'initial_options must exactly match the options', `${at}/initial_options/${index}`)
      }
    }
  }
  const most = value.max_selected_items
  for (const [name, list] of Object.entries(value)) {
    if (
      name.startsWith('initial_') &&
      Array.isArray(list) &&
      typeof most === 'number' &&
      list.length > most
    ) {
      complain(scene, `no more than ${most} items allowed`, `${at}/${name}`)
    }
  }
  checkInputRules(value, at, scene)
}

function checkInputRules(value: Record<string, unknown>, at: string, scene: Scene): void {
  const { min_length: min, max_length: max, initial_value: initial } = value
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    complain(scene, 'must not be greater than max_length', `${at}/min_length`)
  }
  if (typeof max === 'number' && typeof initial === 'string' && initial.length > max) {
    complain(scene, `must be less than ${max + 1} characters`, `${at}/initial_value`)
  }
  if (value.type !== 'number_input') return
  const bounds = ['min_value', 'max_value', 'initial_value'].map((name) => [name, value[name]] as const)
  for (const [name, text] of bounds) {
    if (typeof text !== 'string') continue
    const pattern = value.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/
    if (!pattern.test(text)) complain(scene, 'must be a valid number', `${at}/${name}`)
  }
  const [low, high, first] = bounds.map(([, text]) => (typeof text === 'string' ? Number(text) : Number.NaN))
  if (low !== undefined && high !== undefined && low > high) {
    complain(scene, 'must not be greater than max_value', `${at}/min_value`)
  }
  if (first !== undefined && ((low !== undefined && first < low) || (high !== undefined && first > high))) {
    complain(scene, 'must be between min_value and max_value', `${at}/initial_value`)
  }
}

/** action_ids must differ among the elements of one block. */
export function checkActionIds(elements: unknown, at: string, scene: Scene): void {
  const seen = new Set<string>()
  for (const each of Array.isArray(elements) ? elements : []) {
    if (!isObject(each) || typeof each.action_id !== 'string') continue
    if (seen.has(each.action_id)) complain(scene, `\`action_id\` ${each.action_id} already exists`, at)
    seen.add(each.action_id)
  }
}
