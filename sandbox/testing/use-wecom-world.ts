import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { SandboxOptions } from '../server.ts'
import { field, startWecomWorld, type TinyWecomWorld } from './tiny-wecom-app.ts'

/** When every test begins: a Wednesday afternoon, and the clock stands still. */
export const START = new Date('2026-11-18T08:00:00Z')

/** What tests of the local WeCom say over and over. */
export interface WecomTest {
  world(): TinyWecomWorld
  sendText(touser: string, content?: string, more?: object): ReturnType<TinyWecomWorld['call']>
  /** What a member has on the phone, in the chat with the app. */
  words(user: string): Promise<string[]>
  /** What was delivered to the app, by event or type of message. */
  events(): string[]
  /** A call as it is, without a token of one's own. */
  raw(path: string, init?: RequestInit): Promise<{ errcode: number; errmsg: string; access_token: string }>
  getToken(): ReturnType<WecomTest['raw']>
}

/** One local WeCom a test file, as new before each test. */
export function useWecomWorld(options: SandboxOptions = {}): WecomTest {
  let opened: TinyWecomWorld | undefined
  const world = () => {
    if (!opened) throw new Error('the world opens in beforeAll')
    return opened
  }
  beforeAll(async () => {
    opened = await startWecomWorld({ now: START, clockRate: 0, ...options })
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    const { client, wecom } = world()
    await client.reset()
    await client.clock.set(START)
    await wecom.revokeToken()
    world().received = []
    world().answer = () => undefined
  })

  const raw: WecomTest['raw'] = async (path, init = {}) => {
    const response = await fetch(`${world().sandbox.wecom.apiUrl}cgi-bin/${path}`, init)
    if (response.status !== 200) throw new Error(`${path} was answered by HTTP ${response.status}`)
    return (await response.json()) as { errcode: number; errmsg: string; access_token: string }
  }
  return {
    world,
    sendText: (touser, content = '早', more = {}) =>
      world().call('message/send', { touser, msgtype: 'text', text: { content }, ...more }),
    words: async (user) => (await world().wecom.as(user).messages()).map((each) => each.words),
    events: () => world().received.map(({ xml }) => field(xml, 'Event') || field(xml, 'MsgType')),
    raw,
    getToken: () => {
      const { corpId, secret } = world().sandbox.wecom
      return raw(`gettoken?corpid=${corpId}&corpsecret=${secret}`)
    },
  }
}
