import type { RichElement } from '../text/read-rich-text.ts'

/**
 * Slack's own objects as far as the page shows them: https://docs.slack.dev/reference/block-kit
 * The sandbox has validated them already, so the page reads loosely and skips what it does not know.
 */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn' | 'raw_text'
  text: string
  emoji?: boolean
}

export interface ConfirmObject {
  title?: TextObject
  text: TextObject
  confirm?: TextObject
  deny?: TextObject
  style?: 'primary' | 'danger'
}

export interface OptionObject {
  text: TextObject
  value?: string
  description?: TextObject
  url?: string
}

export interface OptionGroup {
  label: TextObject
  options: OptionObject[]
}

export interface BlockElement {
  type: string
  action_id?: string
  text?: TextObject | string
  value?: string
  url?: string
  style?: 'primary' | 'danger'
  confirm?: ConfirmObject
  placeholder?: TextObject
  options?: OptionObject[]
  option_groups?: OptionGroup[]
  initial_option?: OptionObject
  initial_options?: OptionObject[]
  initial_value?: unknown
  initial_date?: string
  initial_time?: string
  initial_date_time?: number
  initial_user?: string
  initial_users?: string[]
  initial_conversation?: string
  initial_conversations?: string[]
  initial_channel?: string
  initial_channels?: string[]
  multiline?: boolean
  min_length?: number
  max_length?: number
  min_value?: string
  max_value?: string
  is_decimal_allowed?: boolean
  min_query_length?: number
  max_selected_items?: number
  max_files?: number
  filetypes?: string[]
  focus_on_load?: boolean
  accessibility_label?: string
  dispatch_action_config?: { trigger_actions_on?: string[] }
  alt_text?: string
  image_url?: string
  slack_file?: { id?: string; url?: string }
}

interface TableCell {
  type: string
  text?: string
  elements?: RichElement[]
}

export interface Block {
  type: string
  block_id?: string
  text?: TextObject | string
  fields?: TextObject[]
  accessory?: BlockElement
  /** Elements of actions and context, or the parts of a rich_text block. */
  elements?: (BlockElement & RichElement)[]
  element?: BlockElement
  label?: TextObject
  hint?: TextObject
  optional?: boolean
  dispatch_action?: boolean
  title?: TextObject | string
  subtitle?: TextObject
  body?: TextObject
  actions?: BlockElement[]
  image_url?: string
  slack_file?: { id?: string; url?: string }
  alt_text?: string
  rows?: TableCell[][]
  column_settings?: ({ align?: 'left' | 'center' | 'right'; is_wrapped?: boolean } | null)[]
  caption?: string
  level?: string
}

export interface SlackFile {
  id: string
  name: string
  title?: string
  mimetype: string
  /** Bytes. */
  size: number
}

export interface Attachment {
  color?: string
  pretext?: string
  author_name?: string
  title?: string
  title_link?: string
  text?: string
  fallback?: string
  footer?: string
  fields?: { title?: string; value?: string; short?: boolean }[]
  blocks?: Block[]
  image_url?: string
}

export interface SlackMessage {
  user?: string
  bot_id?: string
  username?: string
  subtype?: string
  text: string
  ts: string
  thread_ts?: string
  reply_count?: number
  reply_users?: string[]
  latest_reply?: string
  blocks?: Block[]
  attachments?: Attachment[]
  files?: SlackFile[]
  edited?: { user: string; ts: string }
}

export interface SlackView {
  id: string
  hash: string
  type: 'modal' | 'home'
  title?: TextObject
  submit?: TextObject | null
  close?: TextObject | null
  blocks: Block[]
}

export interface StateValue {
  type: string
  value?: string | null
  selected_option?: OptionObject | null
  selected_options?: OptionObject[]
  selected_date?: string | null
  selected_time?: string | null
  selected_date_time?: number | null
  selected_user?: string | null
  selected_users?: string[]
  selected_conversation?: string | null
  selected_conversations?: string[]
  selected_channel?: string | null
  selected_channels?: string[]
  files?: SlackFile[]
  rich_text_value?: { elements?: RichElement[] } | null
}

export type StateValues = Record<string, Record<string, StateValue>>
