import { type Actor, createActor } from './client/actor.ts'
import { createCaller } from './client/call.ts'
import { createWecomClient, type WecomClient } from './client/wecom.ts'
import type { ConditionInput } from './control/conditions.ts'
import type { AppInfo, Channel, Person } from './control/project-state.ts'
import type { WorldState } from './control/view-routes.ts'
import type { AppInput } from './control/world-routes.ts'
import type { FixtureInput } from './fixture.ts'
import type { Fault, FaultInput } from './slack/faults.ts'
import type { SlackFile } from './slack/workspace/model.ts'
import type { ClockReading } from './world/clock.ts'
import type { TrafficEntry, TrafficFilter, TrafficMatch } from './world/traffic.ts'

export type { Actor, ActorMessage, ActorModal } from './client/actor.ts'
export type { WecomClient } from './client/wecom.ts'
export type { BotMember } from './client/wecom-bot.ts'
export type { MemberMessage, WecomMember } from './client/wecom-member.ts'

type WaitOptions = { timeoutMs?: number }

/** Drives a local Slack and WeCom from a test: acts as people, looks at their screens, moves the clock, breaks things. */
export interface SandboxClient {
  /** @param user handle (`lin`) or Slack id */
  as(user: string): Actor
  state(): Promise<WorldState>
  /** Resolves when nothing has been in flight for `quietMs` of real time. */
  idle(options?: WaitOptions & { quietMs?: number }): Promise<void>
  waitFor(until: ConditionInput, options?: WaitOptions): Promise<unknown>
  /** The newest change number: pass it as `afterSeq` to wait for what comes later. */
  seq(): Promise<number>
  clock: {
    now(): Promise<Date>
    read(): Promise<ClockReading>
    /** @param now ISO instant or Date */
    set(now: string | Date): Promise<ClockReading>
    advance(ms: number): Promise<ClockReading>
    rate(rate: number): Promise<ClockReading>
  }
  faults: {
    add(fault: FaultInput): Promise<Fault>
    /** Those that still lie in wait, with how often each may strike and has struck; one that is used up is gone. */
    list(): Promise<Fault[]>
    remove(id: string): Promise<void>
    clear(): Promise<void>
  }
  rateLimits(enabled: boolean): Promise<void>
  app: {
    configure(input: AppInput): Promise<AppInfo>
    verifyUrl(): Promise<{ ok: boolean; httpStatus: number | null; challengeEchoed: boolean }>
    sendEvent(event: { type: string; [field: string]: unknown }): Promise<void>
    uninstall(): Promise<AppInfo>
    reinstall(): Promise<AppInfo>
    /** What a person does in Slack's settings after too many failures. */
    enableEvents(): Promise<AppInfo>
  }
  traffic: {
    find(filter?: TrafficFilter): Promise<TrafficEntry[]>
    /** Calls the app made of one Web API method, oldest first. */
    calls(method: string): Promise<TrafficEntry[]>
    scan(text: string): Promise<TrafficMatch[]>
    lastSeq(): Promise<number>
    clear(): Promise<void>
  }
  files(channel?: string): Promise<SlackFile[]>
  fileContent(id: string): Promise<Buffer>
  reset(fixture?: FixtureInput): Promise<WorldState>
  addUser(user: {
    handle: string
    real_name: string
    email?: string
    tz?: string
    locale?: string
  }): Promise<Person>
  changeUser(
    user: string,
    changes: Partial<Pick<Person, 'real_name' | 'email' | 'tz' | 'locale' | 'deleted'>>,
  ): Promise<Person>
  addChannel(channel: { name: string; private?: boolean; members?: string[] }): Promise<Channel>
  changeChannel(
    channel: string,
    changes: { isArchived?: boolean; name?: string; topic?: string },
  ): Promise<Channel>
  wecom: WecomClient
}

/** @param baseUrl `http://127.0.0.1:<port>` */
export function createSandboxClient(baseUrl: string): SandboxClient {
  const caller = createCaller(baseUrl)
  const { get, send, bytes } = caller
  const state = () => get<WorldState>('/state')
  return {
    as: (user) => createActor(caller, user),
    state,
    async idle(options = {}) {
      await get(`/idle?${query(options)}`)
    },
    async waitFor(until, { timeoutMs } = {}) {
      return (await send<{ value: unknown }>('POST', '/wait', { until, timeoutMs })).value
    },
    seq: async () => (await state()).seq,
    clock: {
      now: async () => new Date((await get<ClockReading>('/clock')).now),
      read: () => get<ClockReading>('/clock'),
      set: (now) => send('POST', '/clock/set', { now: typeof now === 'string' ? now : now.toISOString() }),
      advance: (ms) => send('POST', '/clock/advance', { ms }),
      rate: (rate) => send('POST', '/clock/rate', { rate }),
    },
    faults: {
      add: async (fault) => (await send<{ fault: Fault }>('POST', '/faults', fault)).fault,
      list: async () => (await get<{ faults: Fault[] }>('/faults')).faults,
      remove: async (id) => void (await send('DELETE', `/faults/${id}`)),
      clear: async () => void (await send('DELETE', '/faults')),
    },
    rateLimits: async (enabled) => void (await send('POST', '/rate-limits', { enabled })),
    app: {
      configure: (input) => send('PUT', '/app', input),
      verifyUrl: () => send('POST', '/app/verify-url'),
      sendEvent: async (event) => void (await send('POST', '/app/event', { event })),
      uninstall: () => send('POST', '/app/uninstall'),
      reinstall: () => send('POST', '/app/reinstall'),
      enableEvents: () => send('POST', '/app/enable-events'),
    },
    traffic: {
      find: async (filter = {}) =>
        (await get<{ entries: TrafficEntry[] }>(`/traffic?${query({ limit: 5000, ...filter })}`)).entries,
      calls: async (method) =>
        (await get<{ entries: TrafficEntry[] }>(`/traffic?${query({ kind: 'api', method, limit: 5000 })}`))
          .entries,
      scan: async (text) =>
        (await get<{ matches: TrafficMatch[] }>(`/traffic/scan?${query({ text })}`)).matches,
      lastSeq: async () => (await get<{ lastSeq: number }>('/traffic?limit=1')).lastSeq,
      clear: async () => void (await send('DELETE', '/traffic')),
    },
    files: async (channel) => (await get<{ files: SlackFile[] }>(`/files?${query({ channel })}`)).files,
    fileContent: (id) => bytes(`/files/${id}/content`),
    reset: (fixture) => send('POST', '/reset', fixture ? { fixture } : {}),
    addUser: async (user) => (await send<{ user: Person }>('POST', '/users', user)).user,
    changeUser: async (user, changes) =>
      (await send<{ user: Person }>('PATCH', `/users/${user}`, changes)).user,
    addChannel: async (channel) => (await send<{ channel: Channel }>('POST', '/channels', channel)).channel,
    changeChannel: async (channel, changes) =>
      (await send<{ channel: Channel }>('PATCH', `/channels/${encodeURIComponent(channel)}`, changes))
        .channel,
    wecom: createWecomClient(caller),
  }
}

function query(values: Record<string, unknown>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
