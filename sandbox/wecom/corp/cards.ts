import { isObject, type JsonObject, objectsOf, stringOf } from '../../world/json.ts'
import type { CardState } from './model.ts'

interface Option {
  id: string
  text: string
  isChecked: boolean
}

/** Something on a card that is chosen from. */
export interface Question {
  key: string
  title: string
  options: Option[]
  isMultiple: boolean
  isDisabled: boolean
  /** of a drop-down the first one is chosen when nothing else is said */
  selectedId: string | null
}

/** Something on a card that is pressed. */
export interface Pressable {
  label: string
  /** '' when it only leads somewhere */
  key: string
  url: string | null
  kind: 'button' | 'submit' | 'menu' | 'link'
}

export function questionsOf(card: JsonObject): Question[] {
  const selects = [
    ...(isObject(card.button_selection) ? [card.button_selection] : []),
    ...objectsOf(card.select_list),
  ].map((select) => readQuestion(select, { isMultiple: false, isDropDown: true }))
  if (!isObject(card.checkbox)) return selects
  const isMultiple = card.checkbox.mode === 1
  return [...selects, readQuestion(card.checkbox, { isMultiple, isDropDown: false })]
}

function readQuestion(
  source: JsonObject,
  { isMultiple, isDropDown }: { isMultiple: boolean; isDropDown: boolean },
): Question {
  const options = objectsOf(source.option_list).map((option) => ({
    id: stringOf(option.id),
    text: stringOf(option.text),
    isChecked: option.is_checked === true,
  }))
  const wanted = stringOf(source.selected_id)
  const first = options.find(({ id }) => id === wanted) ?? options[0]
  return {
    key: stringOf(source.question_key),
    title: stringOf(source.title),
    options,
    isMultiple,
    isDisabled: source.disable === true,
    selectedId: isDropDown ? (first?.id ?? null) : null,
  }
}

/** What stands chosen on a card nobody has touched. */
export function defaultChoices(card: JsonObject): CardState['choices'] {
  return Object.fromEntries(
    questionsOf(card).map((question) => {
      const checked = question.options.filter(({ isChecked }) => isChecked).map(({ id }) => id)
      return [question.key, question.selectedId === null ? checked : [question.selectedId]]
    }),
  )
}

/** Everything that can be pressed on a card, in the order in which it is seen. */
export function pressablesOf(card: JsonObject, replacedBy: string | null): Pressable[] {
  const links = objectsOf(card.jump_list).map((jump) => link(stringOf(jump.title), jump))
  const whole = isObject(card.card_action) ? [link(stringOf(card.card_action.title), card.card_action)] : []
  const quote = isObject(card.quote_area) ? [link(stringOf(card.quote_area.title), card.quote_area)] : []
  const menu = isObject(card.action_menu) ? objectsOf(card.action_menu.action_list) : []
  const buttons = replacedBy === null && stringOf(card.replace_text) === '' ? buttonsOf(card) : []
  return [
    ...buttons,
    ...[...links, ...quote, ...whole].filter(({ url }) => url !== null),
    ...menu.map(
      (item): Pressable => ({ label: stringOf(item.text), key: stringOf(item.key), url: null, kind: 'menu' }),
    ),
  ]
}

function buttonsOf(card: JsonObject): Pressable[] {
  const buttons = objectsOf(card.button_list).map(
    (button): Pressable => ({
      label: stringOf(button.text),
      key: stringOf(button.key),
      url: button.type === 1 ? stringOf(button.url) : null,
      kind: button.type === 1 ? 'link' : 'button',
    }),
  )
  if (!isObject(card.submit_button)) return buttons
  const label = stringOf(card.submit_button.text) || '提交'
  return [...buttons, { label, key: stringOf(card.submit_button.key), url: null, kind: 'submit' }]
}

function link(label: string, target: JsonObject): Pressable {
  return { label, key: '', url: target.type === 1 ? stringOf(target.url) : null, kind: 'link' }
}
