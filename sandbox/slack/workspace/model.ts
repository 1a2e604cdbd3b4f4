import type { OrgNode } from '../../fixture.ts'
import type { Block, JsonObject } from '../../world/json.ts'

export interface UserState {
  id: string
  handle: string
  real_name: string
  email: string
  tz: string
  locale: string
  title: string
  image: string | null
  is_admin: boolean
  is_bot: boolean
  deleted: boolean
  roles: string[]
  /** unix seconds */
  updated: number
}

/** A message in Slack's own shape (docs.slack.dev, message event and conversations.history). */
export interface SlackMessage {
  type: 'message'
  subtype?: string
  user: string
  bot_id?: string
  app_id?: string
  username?: string
  team: string
  text: string
  ts: string
  thread_ts?: string
  parent_user_id?: string
  reply_count?: number
  reply_users?: string[]
  reply_users_count?: number
  latest_reply?: string
  blocks?: Block[]
  attachments?: JsonObject[]
  files?: SlackFile[]
  metadata?: MessageMetadata
  edited?: { user: string; ts: string }
}

export interface MessageMetadata {
  event_type: string
  event_payload: JsonObject
}

/** Seen by one person only; `notice` marks Slack's own words, not the app's. */
export interface EphemeralMessage extends SlackMessage {
  for: string
  notice: boolean
}

export interface SlackFile {
  id: string
  created: number
  timestamp: number
  name: string
  title: string
  mimetype: string
  filetype: string
  user: string
  size: number
  mode: 'hosted'
  is_public: boolean
  url_private: string
  url_private_download: string
  permalink: string
  alt_txt?: string
  channels: string[]
  groups: string[]
  ims: string[]
}

export interface StoredFile {
  file: SlackFile
  bytes: Buffer
}

export interface ChannelState {
  id: string
  kind: 'public' | 'private' | 'dm'
  name: string
  topic: string
  members: Set<string>
  isArchived: boolean
  /** unix seconds */
  created: number
  creator: string
  /** ordered by ts */
  messages: SlackMessage[]
  ephemerals: EphemeralMessage[]
  /** last ts each person has read */
  reads: Map<string, string>
}

/** One element's value as Slack reports it in `view.state.values`. */
export type StateValue = JsonObject & { type: string }
export type StateValues = { [blockId: string]: { [actionId: string]: StateValue } }

/** A view in Slack's own shape, without `state` (which is made when it is sent). */
export interface SlackView {
  id: string
  team_id: string
  type: 'modal' | 'home'
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  hash: string
  title?: JsonObject
  submit?: JsonObject | null
  close?: JsonObject | null
  clear_on_close: boolean
  notify_on_close: boolean
  previous_view_id: string | null
  root_view_id: string
  app_id: string
  app_installed_team_id: string
  bot_id: string
  [extra: string]: unknown
}

export interface ModalState {
  viewId: string
  user: string
  view: SlackView
  values: StateValues
  errors: { [blockId: string]: string }
  notice: string | null
  busy: boolean
}

export interface HomeState {
  user: string
  view: SlackView
  values: StateValues
}

export interface Workspace {
  team: { id: string; name: string; domain: string }
  bot: { userId: string; botId: string; appId: string; name: string }
  users: Map<string, UserState>
  channels: Map<string, ChannelState>
  /** open modals by person, the last is on top; at most three */
  modals: Map<string, ModalState[]>
  homes: Map<string, HomeState>
  homesOpenedAt: Map<string, string>
  files: Map<string, StoredFile>
  /** what each person has chosen in the menus of a message, by `user channel ts` */
  messageStates: Map<string, StateValues>
  organisation: OrgNode | null
}
