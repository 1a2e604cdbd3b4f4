import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type SandboxClient } from './client.ts'
import { readDemoFixture } from './fixture.ts'
import { type Sandbox, startSandbox } from './server.ts'

describe('the control API', () => {
  let sandbox: Sandbox
  let client: SandboxClient

  beforeAll(async () => {
    sandbox = await startSandbox({ now: new Date('2026-11-18T08:00:00Z'), clockRate: 0 })
    client = createSandboxClient(sandbox.url)
  })
  afterAll(() => sandbox.close())

  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const response = await fetch(`${sandbox.url}/control${path}`, init)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('shows the demo team with who belongs where', async () => {
    const { users, channels, organisation } = await client.state()
    expect(users.filter((user) => !user.is_bot)).toHaveLength(13)
    expect(users.find(({ handle }) => handle === 'chen')).toMatchObject({
      orgTeam: '南湾一组',
      roles: ['rep'],
    })
    expect(users.filter(({ roles }) => roles.includes('rep'))).toHaveLength(6)
    expect(users.find(({ handle }) => handle === 'lu')).toMatchObject({
      locale: 'en-US',
      tz: 'Europe/London',
    })
    expect(channels.filter(({ withBot }) => !withBot).map(({ name }) => name)).toEqual(['leads-private'])
    expect(organisation?.children.map(({ name }) => name)).toEqual(['南湾一组', '清溪二组', '支持'])
  })

  it('serves the clock that the product reads, and moves it', async () => {
    expect(await (await fetch(`${sandbox.url}/clock`)).json()).toMatchObject({
      now: '2026-11-18T08:00:00.000Z',
      rate: 0,
    })
    await client.clock.set('2026-11-20T09:00:00+08:00')
    expect((await client.clock.now()).toISOString()).toBe('2026-11-20T01:00:00.000Z')
    const said = await client.as('chen').say('早')
    expect(said.ts).toMatch(new RegExp(`^${Date.parse('2026-11-20T01:00:00Z') / 1000}\\.`))
    await client.clock.advance(-86_400_000)
    const earlier = await client.as('chen').say('昨天')
    expect((await client.as('chen').messages()).map(({ ts }) => ts)).toEqual([earlier.ts, said.ts])
  })

  it('streams changes, and those missed since a number', async () => {
    const since = await client.seq()
    await client.as('chen').say('一', { channel: '#sales-all' })
    const leaving = new AbortController()
    const stream = await fetch(`${sandbox.url}/control/changes?since=${since}`, { signal: leaving.signal })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (wanted: RegExp) => {
      while (!wanted.test(text)) text += (await reader?.read())?.value ?? ''
    }
    await readUntil(/event: hello\n/)
    await readUntil(/event: change\nid: \d+\ndata: \{[^\n]*"kind":"message"[^\n]*"channel":"C0FPSALES1"/)
    await client.as('chen').upload('a.txt', 'x')
    await readUntil(/"kind":"file"/)
    leaving.abort()
  })

  it('answers what went wrong with a code, and lists what there is', async () => {
    expect(await control('/as/nobody/conversations')).toMatchObject({
      status: 404,
      body: { error: { code: 'no_such_user' } },
    })
    expect(await control('/as/chen/message', { chanel: 'dm' })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_request' } },
    })
    expect(await control('/as/bot/message', { channel: 'dm', text: 'x' })).toMatchObject({
      status: 403,
      body: { error: { code: 'cannot_act' } },
    })
    expect(await control('/as/chen/message', { channel: 'dm', text: '/plan' })).toMatchObject({
      body: { error: { code: 'is_a_command' } },
    })
    expect(await control('/faults', { on: 'api', effect: 'explode' })).toMatchObject({ status: 400 })
  })

  it('delivers to this machine only', async () => {
    await expect(client.app.configure({ requestUrl: 'https://elsewhere.example/slack' })).rejects.toThrow(
      'must be an address of this machine',
    )
  })

  it('reads commands, events and scopes from a manifest', async () => {
    const app = await client.app.configure({
      manifest: {
        display_information: { name: '外勤' },
        features: {
          app_home: { home_tab_enabled: true },
          slash_commands: [{ command: '/plan', description: '周计划', should_escape: true }],
          shortcuts: [{ name: '记一笔', type: 'message', callback_id: 'log' }],
        },
        oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
        settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
      },
    })
    expect(app).toMatchObject({
      name: '外勤',
      commands: [{ command: '/plan', description: '周计划', usageHint: '', shouldEscape: true }],
      shortcuts: [{ callbackId: 'log', name: '记一笔', type: 'message' }],
      scopes: ['commands', 'chat:write'],
      botEvents: ['app_home_opened'],
    })
  })

  it('starts over from another fixture, and refuses a broken one', async () => {
    const fixture = readDemoFixture()
    const [first] = fixture.users
    if (!first) throw new Error('the demo team is empty')
    await client.reset({ ...fixture, users: [first], channels: [], organisation: null })
    expect((await client.state()).users.map(({ handle }) => handle)).toEqual(['shen', 'fieldpost'])
    await expect(client.reset({ ...fixture, users: [first] })).rejects.toThrow(
      'is not a user of this fixture',
    )
    await client.reset(fixture)
  })

  it('finds a text inside uploaded bytes', async () => {
    await client.as('deng').upload('cost.csv', '患者,费用\n甲,100')
    const found = await client.traffic.scan('患者,费用')
    expect(found).toMatchObject([{ where: 'file' }])
  })
})
