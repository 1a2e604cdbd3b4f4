import { arrayOf, boolean, type Check, complain, integer, oneOf, shape, string, withRules } from './checks.ts'
import {
  anyText,
  confirm,
  conversationFilter,
  dispatchConfig,
  imageUrl,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
  slackFile,
  url,
} from './composition.ts'
import { checkElementRules } from './element-rules.ts'
import { richText } from './rich-text.ts'

/** Block elements and their limits (docs.slack.dev/reference/block-kit/block-elements). */

const actionId = string({ min: 1, max: 255 })
const confirmable = { action_id: actionId, confirm }
const focusable = { focus_on_load: boolean }
const placeholder = { placeholder: plainText(150) }
const date = string({ matches: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ })
const time = string({ matches: /^([01]\d|2[0-3]):[0-5]\d$/ })
const maxSelected = { max_selected_items: integer(1, 1000) }
const id = string({ min: 1 })

function element(type: string, required: Record<string, Check>, optional: Record<string, Check>): Check {
  return withRules(shape({ type: oneOf(type), ...required }, optional), checkElementRules)
}

function optionsXorGroups(check: Check): Check {
  return withRules(check, (value, at, scene) => {
    if ((value.options === undefined) === (value.option_groups === undefined)) {
      complain(scene, 'must define either `options` or `option_groups`', at)
    }
  })
}

function menu(type: string, own: Record<string, Check>, many: boolean): Check {
  return element(
    type,
    {},
    { ...confirmable, ...focusable, ...placeholder, ...own, ...(many ? maxSelected : {}) },
  )
}

const staticChoices = {
  options: arrayOf(plainOption, { min: 1, max: 100 }),
  option_groups: arrayOf(optionGroup, { min: 1, max: 100 }),
}
const conversationExtras = {
  default_to_current_conversation: boolean,
  filter: conversationFilter,
}
const responseUrlEnabled: Check = (value, at, scene) => {
  boolean(value, at, scene)
  if (scene.surface !== 'modal' || scene.parent !== 'input') {
    complain(scene, 'response_url_enabled can only be used in input blocks of modals', at)
  }
}

export const button = element(
  'button',
  { text: plainText(75) },
  {
    ...confirmable,
    value: string({ max: 2000 }),
    url: url(3000),
    style: oneOf('primary', 'danger'),
    accessibility_label: string({ max: 75 }),
  },
)

export const image = withRules(
  shape(
    { type: oneOf('image'), alt_text: string({ min: 1, max: 2000 }) },
    { image_url: imageUrl, slack_file: slackFile },
  ),
  (value, at, scene) => {
    if ((value.image_url === undefined) === (value.slack_file === undefined)) {
      complain(scene, 'must define exactly one of `image_url`, `slack_file`', at)
    }
  },
)

const feedbackButton = shape(
  { text: plainText(75), value: string({ min: 1, max: 2000 }) },
  { accessibility_label: string({ max: 75 }) },
)

const timezone: Check = (value, at, scene) => {
  const known = typeof value === 'string' && Intl.supportedValuesOf('timeZone').includes(value)
  if (!known && value !== 'UTC') complain(scene, 'must be a valid IANA time zone', at)
}

const textInput = {
  action_id: actionId,
  ...focusable,
  ...placeholder,
  dispatch_action_config: dispatchConfig,
  initial_value: string({ max: 3000 }),
}

const fileInput: Check = (value, at, scene) => {
  if (scene.surface !== 'modal') complain(scene, 'unsupported type: file_input', `${at}/type`)
  element(
    'file_input',
    {},
    { action_id: actionId, filetypes: arrayOf(string({ min: 1 }), { min: 1 }), max_files: integer(1, 10) },
  )(value, at, scene)
}

const choiceList = { options: arrayOf(richOption, { min: 1, max: 10 }) }

/** Every element by its type name. */
const ELEMENTS: Record<string, Check> = {
  button,
  image,
  checkboxes: element('checkboxes', choiceList, {
    ...confirmable,
    ...focusable,
    initial_options: arrayOf(richOption, { min: 1, max: 10 }),
  }),
  radio_buttons: element('radio_buttons', choiceList, {
    ...confirmable,
    ...focusable,
    initial_option: richOption,
  }),
  overflow: element('overflow', { options: arrayOf(overflowOption, { min: 1, max: 5 }) }, confirmable),
  datepicker: menu('datepicker', { initial_date: date }, false),
  timepicker: menu('timepicker', { initial_time: time, timezone }, false),
  datetimepicker: element(
    'datetimepicker',
    {},
    {
      ...confirmable,
      ...focusable,
      initial_date_time: integer(1_000_000_000, 9_999_999_999),
    },
  ),
  static_select: optionsXorGroups(
    menu('static_select', { ...staticChoices, initial_option: plainOption }, false),
  ),
  multi_static_select: optionsXorGroups(
    menu(
      'multi_static_select',
      { ...staticChoices, initial_options: arrayOf(plainOption, { min: 1, max: 100 }) },
      true,
    ),
  ),
  external_select: menu(
    'external_select',
    { initial_option: plainOption, min_query_length: integer(0, 100) },
    false,
  ),
  multi_external_select: menu(
    'multi_external_select',
    { initial_options: arrayOf(plainOption, { min: 1, max: 100 }), min_query_length: integer(0, 100) },
    true,
  ),
  users_select: menu('users_select', { initial_user: id }, false),
  multi_users_select: menu('multi_users_select', { initial_users: arrayOf(id, { min: 1 }) }, true),
  conversations_select: menu(
    'conversations_select',
    { initial_conversation: id, ...conversationExtras, response_url_enabled: responseUrlEnabled },
    false,
  ),
  multi_conversations_select: menu(
    'multi_conversations_select',
    { initial_conversations: arrayOf(id, { min: 1 }), ...conversationExtras },
    true,
  ),
  channels_select: menu(
    'channels_select',
    { initial_channel: id, response_url_enabled: responseUrlEnabled },
    false,
  ),
  multi_channels_select: menu('multi_channels_select', { initial_channels: arrayOf(id, { min: 1 }) }, true),
  plain_text_input: element(
    'plain_text_input',
    {},
    {
      ...textInput,
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
  ),
  email_text_input: element('email_text_input', {}, textInput),
  url_text_input: element('url_text_input', {}, textInput),
  number_input: element(
    'number_input',
    { is_decimal_allowed: boolean },
    {
      ...textInput,
      min_value: string({ min: 1 }),
      max_value: string({ min: 1 }),
    },
  ),
  rich_text_input: element(
    'rich_text_input',
    {},
    {
      ...textInput,
      initial_value: richText,
      min_lines: integer(1, 100),
      max_lines: integer(1, 100),
    },
  ),
  file_input: fileInput,
  workflow_button: element(
    'workflow_button',
    {
      text: plainText(75),
      workflow: shape({
        trigger: shape(
          { url: url(3000) },
          { customizable_input_parameters: arrayOf(shape({ name: string({ min: 1 }), value: string() })) },
        ),
      }),
    },
    { action_id: actionId, style: oneOf('primary', 'danger'), accessibility_label: string({ max: 75 }) },
  ),
  feedback_buttons: element(
    'feedback_buttons',
    { positive_button: feedbackButton, negative_button: feedbackButton },
    { action_id: actionId },
  ),
  icon_button: element(
    'icon_button',
    { icon: oneOf('trash'), text: plainText(75) },
    {
      ...confirmable,
      value: string({ max: 2000 }),
      accessibility_label: string({ max: 75 }),
      visible_to_user_ids: arrayOf(id, { min: 1 }),
    },
  ),
}

export const contextText = anyText(3000)

/** The named elements, for a block that takes only these. */
export function elementsNamed(...names: string[]): Record<string, Check> {
  return Object.fromEntries(
    names.map((name) => {
      const check = ELEMENTS[name]
      if (!check) throw new Error(`no element ${name}`)
      return [name, check]
    }),
  )
}
