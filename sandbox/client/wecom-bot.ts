import type { WecomActResult } from '../control/wecom/act-routes.ts'
import type { BotConnectionAct, BotMessageInput } from '../control/wecom/bot-routes.ts'
import type { WecomMessage, WecomState } from '../control/wecom/show.ts'
import type { TrafficEntry } from '../world/traffic.ts'
import type { Caller } from './call.ts'
import { actsOn, type MemberMessage, type MessageCondition } from './wecom-member.ts'

/** One member of the company in the conversation with the smart bot. */
export interface BotMember {
  readonly user: string
  say(text: string, about?: Omit<BotMessageInput, 'text'>): Promise<WecomActResult>
  /** Opens the conversation for the first time that day. */
  enter(): Promise<WecomActResult>
  /** Thumbs up (1) or down (2) below a message of the bot's. */
  judge(msgid: string, type?: number): Promise<WecomActResult>
  /** The conversation, oldest first. */
  messages(): Promise<MemberMessage[]>
  /** Waits for a message in it; the newest that fits. */
  message(condition?: MessageCondition): Promise<MemberMessage>
}

type BotState = WecomState['bot']

/** The smart bot's side of the local WeCom: its conversations and its one connection. */
export interface WecomBotClient {
  /** @param user userid or the handle of the local Slack */
  as(user: string): BotMember
  state(): Promise<BotState>
  configure(settings: { hidesUserIds: boolean }): Promise<BotState>
  connection: {
    /** Waits until a program is connected, after more than so many subscriptions in all. */
    wait(until?: { subscribedOver?: number; isConnected?: boolean; timeoutMs?: number }): Promise<BotState>
    /** Breaks it. */
    drop(): Promise<BotState>
    /** Its other end is gone without a word. */
    silence(): Promise<BotState>
    /** Another program connects as the bot. */
    takeAway(): Promise<BotState>
    /** Heartbeats are answered, and nothing else is. */
    unsubscribe(): Promise<BotState>
  }
  traffic: {
    /** What the program said, by command (`aibot_send_msg`); without heartbeats. */
    commands(cmd?: string): Promise<TrafficEntry[]>
    /** What it was told: `text`, `template_card_event`, `disconnected_event` … */
    callbacks(event?: string): Promise<TrafficEntry[]>
  }
}

export function createWecomBotClient(caller: Caller): WecomBotClient {
  const { get, send } = caller
  const act = async (what: BotConnectionAct) =>
    (await send<{ bot: BotState }>('POST', '/wecom/bot/connection', { act: what })).bot
  const traffic = async (direction: 'in' | 'out', method?: string) => {
    const query = new URLSearchParams({
      kind: 'wecom_bot',
      direction,
      limit: '5000',
      ...(method ? { method } : {}),
    })
    return (await get<{ entries: TrafficEntry[] }>(`/traffic?${query}`)).entries
  }
  return {
    as: (user) => createBotMember(caller, user),
    state: async () => (await get<WecomState>('/wecom/state')).bot,
    configure: async (settings) => (await send<{ bot: BotState }>('PUT', '/wecom/bot', settings)).bot,
    connection: {
      wait: async (until = {}) => (await send<{ bot: BotState }>('POST', '/wecom/bot/wait', until)).bot,
      drop: () => act('drop'),
      silence: () => act('silence'),
      takeAway: () => act('take-away'),
      unsubscribe: () => act('unsubscribe'),
    },
    traffic: {
      commands: (cmd) => traffic('in', cmd),
      callbacks: (event) => traffic('out', event),
    },
  }
}

function createBotMember(caller: Caller, user: string): BotMember {
  const { get, send } = caller
  const path = `/wecom/bot/as/${encodeURIComponent(user)}`
  const list = async () =>
    (await get<{ messages: WecomMessage[] }>(`${path}/messages`)).messages.map(withActs)
  const withActs = (message: WecomMessage): MemberMessage => actsOn(caller, user, message, list)
  return {
    user,
    say: (text, about = {}) => send('POST', `${path}/message`, { text, ...about }),
    enter: () => send('POST', `${path}/enter`),
    judge: (msgid, type = 1) => send('POST', `${path}/feedback`, { msgid, type }),
    messages: list,
    async message({ timeoutMs, ...until } = {}) {
      const body = { until: { user, withBot: true, ...until }, timeoutMs }
      return withActs((await send<{ value: WecomMessage }>('POST', '/wecom/wait', body)).value)
    },
  }
}
