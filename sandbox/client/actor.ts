import type { ActResult, PlaceInput } from '../control/act-routes.ts'
import type { FillValue } from '../control/choose-value.ts'
import type { ConditionInput } from '../control/conditions.ts'
import type { Target } from '../control/find-target.ts'
import type { Conversation, Home, Message, Modal } from '../control/project-state.ts'
import type { Suggestions } from '../slack/delivery/suggestions.ts'
import type { SlackFile } from '../slack/workspace/model.ts'
import { type JsonObject, stringsIn } from '../world/json.ts'
import type { Caller } from './call.ts'

type Condition<T extends ConditionInput['type']> = Omit<
  Extract<ConditionInput, { type: T }>,
  'type' | 'user'
> & {
  timeoutMs?: number
}
type Acting = { wait?: boolean }

/** A message as one person sees it, with what they can do to it. */
export interface ActorMessage extends Message {
  /** all visible words, one after the other */
  words: string
  press(target: Target, options?: Acting): Promise<ActResult>
  choose(target: Target, value: FillValue, options?: Acting): Promise<ActResult>
  reply(text: string): Promise<ActResult>
  /** the same message as it is now */
  again(): Promise<ActorMessage>
  thread(): Promise<ActorMessage[]>
}

/** An open modal, with what the person can do in it. */
export interface ActorModal extends Modal {
  title: string
  words: string
  /** keys: action_id, block_id or label */
  fill(values: { [target: string]: FillValue }): Promise<ActorModal>
  press(target: Target, options?: Acting): Promise<ActResult>
  choose(target: Target, value: FillValue, options?: Acting): Promise<ActResult>
  suggest(target: Target, query: string): Promise<Suggestions>
  submit(options?: Acting): Promise<ActResult>
  close(options?: { all?: boolean }): Promise<ActResult>
  /** the modal that is on top now */
  again(): Promise<ActorModal>
}

interface ActorHome extends Home {
  words: string
  press(target: Target, options?: Acting): Promise<ActResult>
  choose(target: Target, value: FillValue, options?: Acting): Promise<ActResult>
}

/** One person of the workspace. Whatever waits fails loudly after `patienceMs` unless told otherwise. */
export interface Actor {
  readonly user: string
  /** @param channel `dm` (default), an id or `#name` */
  command(
    command: string,
    text?: string,
    options?: Acting & { channel?: string; threadTs?: string },
  ): Promise<ActResult>
  say(
    text: string,
    options?: { channel?: string; threadTs?: string; files?: string[] },
  ): Promise<ActorMessage>
  upload(filename: string, content: Buffer | string, mimetype?: string): Promise<SlackFile>
  shortcut(callbackId: string, message?: { channel: string; ts: string }): Promise<ActResult>
  openHome(): Promise<void>
  openDm(): Promise<void>
  join(channel: string): Promise<void>
  leave(channel: string): Promise<void>
  invite(channel: string, who: string): Promise<void>
  conversations(): Promise<Conversation[]>
  /** Messages of a conversation now, oldest first. */
  messages(channel?: string, threadTs?: string): Promise<ActorMessage[]>
  /** Waits for a message, by default in the conversation with the app. */
  message(condition?: Condition<'message'>): Promise<ActorMessage>
  modals(): Promise<Modal[]>
  /** Waits for a modal on top; without a condition for one that is past its loading view. */
  modal(condition?: Condition<'modal'>): Promise<ActorModal>
  noModal(options?: { timeoutMs?: number }): Promise<void>
  /** Waits for the Home tab. */
  home(condition?: Condition<'home'>): Promise<ActorHome>
}

export function createActor({ get, send }: Caller, user: string): Actor {
  const path = `/as/${user}`
  const act = (place: PlaceInput, target: Target, value: FillValue | undefined, options: Acting = {}) =>
    send<ActResult>('POST', `${path}/act`, {
      in: place,
      target,
      ...(value === undefined ? {} : { value }),
      ...options,
    })
  const waitFor = async <T>(condition: JsonObject, timeoutMs?: number) =>
    (await send<{ value: T }>('POST', '/wait', { until: { user, ...condition }, timeoutMs })).value

  const list = async (channel: string, threadTs?: string) => {
    const query = threadTs ? `?thread_ts=${threadTs}` : ''
    const found = await get<{ messages: Message[] }>(
      `${path}/conversations/${encodeURIComponent(channel)}/messages${query}`,
    )
    return found.messages.map(withMessageActs)
  }

  const withMessageActs = (message: Message): ActorMessage => {
    const place = { message: { channel: message.channel, ts: message.ts } }
    const threadTs = message.thread_ts ?? message.ts
    return {
      ...message,
      words: wordsOf([message.text, message.blocks, message.attachments]),
      press: (target, options) => act(place, target, undefined, options),
      choose: (target, value, options) => act(place, target, value, options),
      reply: (text) => send('POST', `${path}/message`, { channel: message.channel, text, threadTs }),
      thread: () => list(message.channel, threadTs),
      async again() {
        const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts
        const all = await list(message.channel, isReply ? message.thread_ts : undefined)
        const found = all.find((each) => each.ts === message.ts)
        if (!found) throw new Error(`message ${message.ts} is gone`)
        return found
      },
    }
  }

  const topModal = async () => {
    const top = (await get<{ modals: Modal[] }>(`${path}/modals`)).modals.at(-1)
    if (!top) throw new Error(`${user} has no modal open`)
    return withModalActs(top)
  }

  const withModalActs = (modal: Modal): ActorModal => {
    const place = { modal: modal.viewId }
    const { viewId } = modal
    return {
      ...modal,
      title: wordsOf(modal.view.title),
      words: wordsOf(modal.view.blocks),
      async fill(values) {
        const result = await send<ActResult>('POST', `${path}/modal/fill`, { values, viewId })
        const same = result.modals.find((each) => each.viewId === viewId) ?? result.modals.at(-1)
        if (!same) throw new Error('the modal closed while it was filled in')
        return withModalActs(same)
      },
      press: (target, options) => act(place, target, undefined, options),
      choose: (target, value, options) => act(place, target, value, options),
      suggest: (target, query) => send('POST', `${path}/suggest`, { in: place, target, query }),
      submit: (options = {}) => send('POST', `${path}/modal/submit`, { viewId, ...options }),
      close: (options = {}) => send('POST', `${path}/modal/close`, { viewId, ...options }),
      again: topModal,
    }
  }

  return {
    user,
    command: (command, text = '', options = {}) =>
      send('POST', `${path}/command`, { command, text, ...options }),
    async say(text, { channel = 'dm', ...options } = {}) {
      const result = await send<ActResult>('POST', `${path}/message`, { channel, text, ...options })
      if (!result.message) throw new Error('nothing was posted')
      return withMessageActs(result.message)
    },
    async upload(filename, content, mimetype) {
      const contentBase64 = Buffer.from(content).toString('base64')
      const body = { filename, contentBase64, ...(mimetype ? { mimetype } : {}) }
      return (await send<{ file: SlackFile }>('POST', `${path}/upload`, body)).file
    },
    shortcut: (callbackId, message) =>
      send('POST', `${path}/shortcut`, { callbackId, ...(message ? { message } : {}) }),
    openHome: async () => void (await send('POST', `${path}/home/open`)),
    openDm: async () => void (await send('POST', `${path}/dm/open`)),
    join: async (channel) => void (await send('POST', `${path}/join`, { channel })),
    leave: async (channel) => void (await send('POST', `${path}/leave`, { channel })),
    invite: async (channel, who) => void (await send('POST', `${path}/invite`, { channel, who })),
    conversations: async () =>
      (await get<{ conversations: Conversation[] }>(`${path}/conversations`)).conversations,
    messages: (channel = 'dm', threadTs) => list(channel, threadTs),
    async message({ timeoutMs, ...condition } = {}) {
      return withMessageActs(await waitFor<Message>({ type: 'message', ...condition }, timeoutMs))
    },
    modals: async () => (await get<{ modals: Modal[] }>(`${path}/modals`)).modals,
    async modal({ timeoutMs, ...condition } = {}) {
      const wanted = Object.keys(condition).length === 0 ? { hasInput: true } : condition
      return withModalActs(await waitFor<Modal>({ type: 'modal', ...wanted }, timeoutMs))
    },
    noModal: async ({ timeoutMs } = {}) => void (await waitFor({ type: 'no-modal' }, timeoutMs)),
    async home({ timeoutMs, ...condition } = {}) {
      const home = await waitFor<Home>({ type: 'home', ...condition }, timeoutMs)
      return {
        ...home,
        words: wordsOf(home.view.blocks),
        press: (target, options) => act({ home: true }, target, undefined, options),
        choose: (target, value, options) => act({ home: true }, target, value, options),
      }
    },
  }
}

const WORDLESS = new Set(['type', 'action_id', 'block_id', 'value', 'style', 'image_url', 'url'])

/** What a reader sees: texts without ids, types and values. */
function wordsOf(value: unknown): string {
  return [...stringsIn(withoutIds(value))].join('\n')
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => (WORDLESS.has(key) ? [] : [[key, withoutIds(field)]])),
  )
}
