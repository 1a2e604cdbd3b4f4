import type { OptionGroup, OptionObject, SlackMessage, SlackView, StateValues } from './slack-shapes.ts'

/** Envelopes of the sandbox's control API, camelCase; what Slack itself defines stays in slack-shapes.ts. */
export interface Person {
  id: string
  handle: string
  real_name: string
  tz: string
  title: string
  image: string | null
  is_bot: boolean
  deleted: boolean
}

export interface OrgNode {
  name: string
  lead?: string
  members: string[]
  children: OrgNode[]
}

export interface Channel {
  id: string
  kind: 'public' | 'private' | 'dm'
  name: string
  topic: string
  members: string[]
  isArchived: boolean
  withUser?: string
  withBot: boolean
}

export interface Conversation extends Channel {
  unread: number
  lastTs: string | null
  lastText: string
  title: string
}

export interface Message extends SlackMessage {
  channel: string
  ephemeral: boolean
  /** Slack's own words, not the app's. */
  notice: boolean
}

export interface Modal {
  viewId: string
  view: SlackView
  values: StateValues
  errors: Record<string, string>
  notice: string | null
  busy: boolean
}

export interface Home {
  view: SlackView
  values: StateValues
}

export interface CommandInfo {
  command: string
  description: string
  usageHint: string
}

interface ShortcutInfo {
  callbackId: string
  name: string
  type: 'global' | 'message'
}

interface AppInfo {
  name: string
  botUserId: string
  mode: 'http' | 'socket' | 'none'
  requestUrl: string | null
  commands: CommandInfo[] | null
  shortcuts: ShortcutInfo[]
  homeTab: boolean
  eventsDisabled: boolean
  installed: boolean
}

export interface Clock {
  now: string
  offsetMs: number
  rate: number
}

export interface FaultInput {
  on: 'api' | 'delivery' | 'socket'
  method?: string
  kind?: string
  effect: string
  delayMs?: number
  retryAfterS?: number
  error?: string
  times?: number | null
}

export interface Fault extends FaultInput {
  id: string
  left: number | null
  hits: number
}

export interface Workspace {
  seq: number
  clock: Clock
  team: { id: string; name: string; domain: string }
  app: AppInfo
  users: Person[]
  channels: Channel[]
  organisation: OrgNode | null
  faults: Fault[]
  rateLimits: { enabled: boolean }
  connections: number
}

export interface TrafficEntry {
  seq: number
  at: string
  /** in: app → Slack; out: Slack → app. */
  direction: 'in' | 'out'
  kind: string
  method: string
  url: string
  transport: 'http' | 'socket'
  httpStatus: number | null
  ok: boolean | null
  error: string | null
  ms: number | null
  request: unknown
  response: unknown
  user?: string
  channel?: string
  retryNum?: number
  faultId?: string
  pending: boolean
}

export interface Change {
  seq: number
  kind: string
  user?: string
  channel?: string
  threadTs?: string
}

export type Place = { message: { channel: string; ts: string } } | { modal: string } | { home: true }

export interface Target {
  actionId?: string
  blockId?: string
}

/** An external select takes back options as the app offered them; their `value` decides. */
export type FillValue = null | string | number | string[] | { options: { value: string }[] }

export interface ActResult {
  outcome:
    | 'acked'
    | 'closed'
    | 'errors'
    | 'updated'
    | 'pushed'
    | 'cleared'
    | 'trouble'
    | 'incomplete'
    | 'local'
    | 'sent'
  userSees: string | null
  errors: Record<string, string>
  openUrl: string | null
  modals: Modal[]
}

export interface Suggestions {
  options: OptionObject[]
  groups: OptionGroup[] | null
  userSees: string | null
}
