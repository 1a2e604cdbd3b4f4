import type { OAuthResult } from '../control/wecom/act-routes.ts'
import type { WecomGroup, WecomMessage, WecomState } from '../control/wecom/show.ts'
import type { MemberChanges, NewMember, WecomAppInput } from '../control/wecom/world-routes.ts'
import type { Member } from '../wecom/corp/model.ts'
import type { CallbackOutcome } from '../wecom/delivery/send-callback.ts'
import type { WecomVerification } from '../wecom/delivery/verify-url.ts'
import type { WecomFault, WecomFaultInput } from '../wecom/faults.ts'
import type { TrafficEntry, TrafficMatch } from '../world/traffic.ts'
import type { Caller } from './call.ts'
import { createWecomBotClient, type WecomBotClient } from './wecom-bot.ts'
import { createWecomMember, type MessageCondition, type WecomMember } from './wecom-member.ts'

/** A group as everyone in it sees it, with the robot's address when it has one. */
export interface WecomGroupView extends WecomGroup {
  messages(): Promise<WecomMessage[]>
  /** Waits for a message; the newest that fits. */
  message(condition?: MessageCondition): Promise<WecomMessage>
}

/** Drives the local WeCom; time, waiting for quiet and the fixture are those of the whole sandbox. */
export interface WecomClient {
  /** @param user userid (`ChenXiaoman`) or the handle of the local Slack (`chen`) */
  as(user: string): WecomMember
  state(): Promise<WecomState>
  /** The newest change number: pass it as `afterSeq` to wait for what comes later. */
  seq(): Promise<number>
  groups(): Promise<WecomGroup[]>
  /** @param name name or id; an appchat's chatid */
  group(name: string): Promise<WecomGroupView>
  app: {
    configure(input: WecomAppInput): Promise<WecomState>
    /** What the console does before it saves a callback address. */
    verifyUrl(): Promise<WecomVerification>
    /** A callback made by hand; fields are the XML elements besides names, time, MsgType and Event. */
    sendEvent(
      user: string,
      event: string,
      fields?: { [name: string]: string | number },
    ): Promise<CallbackOutcome>
  }
  revokeToken(): Promise<void>
  rateLimits(enabled: boolean): Promise<void>
  /** Whose phone opens OAuth pages that a real browser asks for. */
  holdPhone(user: string | null): Promise<void>
  /** The link as somebody opens it who is not in the company. */
  openLinkAsStranger(url: string): Promise<OAuthResult>
  /** The smart bot: conversations with it, and its connection. */
  bot: WecomBotClient
  members: {
    add(member: NewMember): Promise<Member>
    change(user: string, changes: MemberChanges): Promise<Member>
    remove(user: string): Promise<Member>
  }
  faults: {
    add(fault: WecomFaultInput): Promise<WecomFault>
    /** Those that still lie in wait, with how often each may strike and has struck; one that is used up is gone. */
    list(): Promise<WecomFault[]>
    remove(id: string): Promise<void>
    clear(): Promise<void>
  }
  traffic: {
    /** Calls the app made of one method (`message/send`), oldest first. */
    calls(method: string): Promise<TrafficEntry[]>
    /** What was sent to the app, every attempt; `text`, `click`, `template_card_event` … */
    callbacks(event?: string): Promise<TrafficEntry[]>
    /** Where a text occurs in calls, callbacks (in plain), OAuth and uploads. */
    scan(text: string): Promise<TrafficMatch[]>
  }
  mediaContent(mediaId: string): Promise<Buffer>
}

export function createWecomClient(caller: Caller): WecomClient {
  const { get, send, bytes } = caller
  const state = () => get<WecomState>('/wecom/state')
  const traffic = async (kind: string, method?: string) => {
    const query = new URLSearchParams({ kind, limit: '5000', ...(method ? { method } : {}) })
    return (await get<{ entries: TrafficEntry[] }>(`/traffic?${query}`)).entries
  }
  const readGroup = (name: string) =>
    get<{ group: WecomGroup; messages: WecomMessage[] }>(`/wecom/groups/${encodeURIComponent(name)}`)
  return {
    as: (user) => createWecomMember(caller, user),
    state,
    seq: async () => (await state()).seq,
    groups: async () => (await state()).groups,
    async group(name) {
      const { group } = await readGroup(name)
      return {
        ...group,
        messages: async () => (await readGroup(group.id)).messages,
        async message({ timeoutMs, ...until } = {}) {
          const body = { until: { group: group.id, ...until }, timeoutMs }
          return (await send<{ value: WecomMessage }>('POST', '/wecom/wait', body)).value
        },
      }
    },
    app: {
      configure: (input) => send('PUT', '/wecom/app', input),
      verifyUrl: () => send('POST', '/wecom/app/verify-url'),
      sendEvent: (user, event, fields = {}) => send('POST', '/wecom/app/event', { user, event, fields }),
    },
    revokeToken: async () => void (await send('POST', '/wecom/tokens/revoke')),
    rateLimits: async (enabled) => void (await send('POST', '/wecom/rate-limits', { enabled })),
    holdPhone: async (user) => void (await send('PUT', '/wecom/phone', { user })),
    openLinkAsStranger: (url) => send('POST', '/wecom/stranger/open', { url }),
    bot: createWecomBotClient(caller),
    members: {
      add: async (member) => (await send<{ member: Member }>('POST', '/wecom/members', member)).member,
      change: async (user, changes) =>
        (await send<{ member: Member }>('PATCH', `/wecom/members/${user}`, changes)).member,
      remove: async (user) => (await send<{ member: Member }>('DELETE', `/wecom/members/${user}`)).member,
    },
    faults: {
      add: async (fault) => (await send<{ fault: WecomFault }>('POST', '/wecom/faults', fault)).fault,
      list: async () => (await state()).faults,
      remove: async (id) => void (await send('DELETE', `/wecom/faults/${id}`)),
      clear: async () => void (await send('DELETE', '/wecom/faults')),
    },
    traffic: {
      calls: (method) => traffic('wecom_api', method),
      callbacks: (event) => traffic('wecom_callback', event),
      scan: async (text) =>
        (await get<{ matches: TrafficMatch[] }>(`/wecom/traffic/scan?${new URLSearchParams({ text })}`))
          .matches,
    },
    mediaContent: (mediaId) => bytes(`/wecom/media/${mediaId}`),
  }
}
