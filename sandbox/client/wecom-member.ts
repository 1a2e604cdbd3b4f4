import type { OAuthResult, WecomActResult } from '../control/wecom/act-routes.ts'
import type { WecomMessage } from '../control/wecom/show.ts'
import type { Caller } from './call.ts'

type Acting = { wait?: boolean }

export interface MessageCondition {
  contains?: string
  msgtype?: string
  /** `app`, `bot`, `robot`, or a userid */
  from?: string
  /** key or part of the label of something to press */
  withTarget?: string
  /** only what changed after this number, see `seq()` */
  afterSeq?: number
  timeoutMs?: number
}

/** A message on one member's phone, with what can be done to it. */
export interface MemberMessage extends WecomMessage {
  /**
   * @param target key, label or part of a label
   * `stale` presses what was sent at first, as a phone does that has not been told of the update
   */
  press(target: string, options?: Acting & { stale?: boolean }): Promise<WecomActResult>
  /** Option ids or texts by question key or title; '' for the only question. Nothing is sent before a press. */
  choose(choices: { [question: string]: string | string[] }): Promise<MemberMessage>
  /** Chooses, then presses the submit button. */
  submit(choices?: { [question: string]: string | string[] }, options?: Acting): Promise<WecomActResult>
  /** the same message as it is now */
  again(): Promise<MemberMessage>
}

/** One member of the company with the phone in hand. Whatever waits fails loudly after five seconds. */
export interface WecomMember {
  readonly user: string
  say(text: string, options?: Acting): Promise<WecomActResult>
  /** @param key of a button, or its name; a `view` button answers with `openUrl` */
  pressMenu(key: string, options?: Acting): Promise<WecomActResult>
  /** Opens the app's chat. */
  enter(options?: Acting): Promise<WecomActResult>
  /** The chat with the app, oldest first. */
  messages(): Promise<MemberMessage[]>
  /** Waits for a message in the chat with the app; the newest that fits. */
  message(condition?: MessageCondition): Promise<MemberMessage>
  /** Follows an OAuth link as WeCom's own browser does, up to the address it sends the person back to. */
  openLink(url: string): Promise<OAuthResult>
}

export function createWecomMember(caller: Caller, user: string): WecomMember {
  const { get, send } = caller
  const path = `/wecom/as/${encodeURIComponent(user)}`
  const act = (what: string, body: unknown) => send<WecomActResult>('POST', `${path}/${what}`, body)

  const list = async () =>
    (await get<{ messages: WecomMessage[] }>(`${path}/messages`)).messages.map(withActs)

  const withActs = (message: WecomMessage): MemberMessage => actsOn(caller, user, message, list)

  return {
    user,
    say: (text, options) => act('message', { text, ...options }),
    pressMenu: (key, options) => act('menu', { key, ...options }),
    enter: (options) => act('enter', { ...options }),
    messages: list,
    async message({ timeoutMs, ...until } = {}) {
      const body = { until: { user, ...until }, timeoutMs }
      return withActs((await send<{ value: WecomMessage }>('POST', '/wecom/wait', body)).value)
    },
    openLink: (url) => send('POST', `${path}/open`, { url }),
  }
}

/** @param list all messages of the chat that holds this one */
export function actsOn(
  caller: Caller,
  user: string,
  message: WecomMessage,
  list: () => Promise<MemberMessage[]>,
): MemberMessage {
  const { send } = caller
  const path = `/wecom/as/${encodeURIComponent(user)}`
  const { msgid } = message
  const act = (what: string, body: unknown) => send<WecomActResult>('POST', `${path}/${what}`, body)
  const choose = async (choices: { [question: string]: string | string[] }) => {
    const changed = await send<{ message: WecomMessage }>('POST', `${path}/choose`, { msgid, choices })
    return actsOn(caller, user, changed.message, list)
  }
  return {
    ...message,
    press: (target, options) => act('press', { msgid, target, ...options }),
    choose,
    async submit(choices = {}, options = {}) {
      const chosen = await choose(choices)
      const button = chosen.card?.pressables.find(({ kind }) => kind === 'submit')
      if (!button) throw new Error('the card has no submit button, or has it no longer')
      return act('press', { msgid, target: button.key, ...options })
    },
    async again() {
      const found = (await list()).find((each) => each.msgid === msgid)
      if (!found) throw new Error(`message ${msgid} is gone`)
      return found
    },
  }
}
