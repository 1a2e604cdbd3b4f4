import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type SandboxClient } from './client.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { silentLogger } from './testing/silent-logger.ts'

describe('the Web API', () => {
  let sandbox: Sandbox
  let client: SandboxClient
  let web: WebClient
  /** gives up soon, for calls that are never answered */
  let hasty: WebClient

  beforeAll(async () => {
    sandbox = await startSandbox()
    client = createSandboxClient(sandbox.url)
    const options = {
      slackApiUrl: sandbox.slackApiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: silentLogger,
    }
    web = new WebClient(sandbox.botToken, options)
    hasty = new WebClient(sandbox.botToken, { ...options, timeout: 1_000 })
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    await client.reset()
    await client.rateLimits(false)
  })

  /** The error name and the sentences of a refusal. */
  const refusal = async (call: Promise<unknown>) => {
    const error = (await call.catch((caught) => caught)) as {
      data?: { error: string; response_metadata?: { messages?: string[] }; needed?: string }
    }
    return error.data
  }
  const raw = async (method: string, init: RequestInit) => {
    const response = await fetch(`${sandbox.slackApiUrl}${method}`, { method: 'POST', ...init })
    return response.json()
  }

  it('knows who is calling, and refuses no token, a wrong one and the wrong kind', async () => {
    expect(await web.auth.test()).toMatchObject({ ok: true, user_id: 'U0FPBOT001', bot_id: 'B0FPBOT001' })
    expect(await raw('auth.test', {})).toMatchObject({ error: 'not_authed' })
    expect(await raw('auth.test', { headers: { authorization: 'Bearer xoxb-other' } })).toMatchObject({
      error: 'invalid_auth',
    })
    expect(await refusal(web.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await raw('nothing.here', {})).toMatchObject({ error: 'unknown_method' })
  })

  it('names the missing scope and what the token has', async () => {
    await client.app.configure({ scopes: ['chat:write', 'users:read'] })
    expect(await refusal(web.conversations.list())).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:read,groups:read,im:read,mpim:read',
      provided: 'chat:write,users:read',
    })
    const { user } = await web.users.info({ user: 'U0FPLU0001', include_locale: true })
    expect(user).toMatchObject({ tz: 'Europe/London', locale: 'en-US', real_name: '陆思远' })
    expect(user?.profile?.email).toBeUndefined()
    await client.app.configure({ manifest: manifestWithAllScopes })
  })

  it('posts to a person, edits in place and deletes', async () => {
    const { channel, ts } = await web.chat.postMessage({ channel: 'U0FPCHEN01', text: '你好' })
    const metadata = { event_type: 'fieldpost', event_payload: { key: 'k1' } }
    await web.chat.update({ channel: channel ?? '', ts: ts ?? '', text: '改过', metadata })
    const history = await web.conversations.history({ channel: channel ?? '', include_all_metadata: true })
    expect(history.messages).toMatchObject([{ text: '改过', metadata, edited: { user: 'U0FPBOT001' } }])
    const plain = await web.conversations.history({ channel: channel ?? '' })
    expect(plain.messages?.[0]?.metadata).toBeUndefined()
    await web.chat.delete({ channel: channel ?? '', ts: ts ?? '' })
    expect(await client.as('chen').messages()).toEqual([])
    expect(await refusal(web.chat.delete({ channel: channel ?? '', ts: ts ?? '' }))).toMatchObject({
      error: 'message_not_found',
    })
  })

  it('keeps blocks that an update does not name, and drops them for an empty list', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '卡片' } }]
    const { channel, ts } = await web.chat.postMessage({ channel: 'U0FPCHEN01', text: '卡', blocks })
    const at = { channel: channel ?? '', ts: ts ?? '' }
    await web.chat.update({ ...at, text: '新' })
    expect((await client.as('chen').messages())[0]?.words).toContain('卡片')
    await web.chat.update({ ...at, text: '新', blocks: [] })
    expect((await client.as('chen').messages())[0]?.blocks).toBeUndefined()
  })

  it.each([
    ['C0NOTHERE1', 'channel_not_found'],
    ['C0FPLEADS1', 'channel_not_found'],
    ['#sales-all', 'channel_not_found'],
  ])('refuses to post to %s: %s', async (channel, error) => {
    expect(await refusal(web.chat.postMessage({ channel, text: 'x' }))).toMatchObject({ error })
  })

  it('refuses channels the app is not in, archived ones, and others’ messages', async () => {
    const { id } = await client.addChannel({ name: 'other', members: ['chen'] })
    expect(await refusal(web.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({
      error: 'not_in_channel',
    })
    await web.conversations.join({ channel: id })
    await client.changeChannel(id, { isArchived: true })
    expect(await refusal(web.chat.postMessage({ channel: id, text: 'x' }))).toMatchObject({
      error: 'is_archived',
    })
    const said = await client.as('chen').say('我说的', { channel: '#sales-all' })
    expect(await refusal(web.chat.update({ channel: said.channel, ts: said.ts, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    })
  })

  it('refuses empty and endless texts, and arguments it does not know', async () => {
    const post = (args: object) =>
      refusal(web.apiCall('chat.postMessage', { channel: 'C0FPSALES1', ...args }))
    expect(await post({})).toMatchObject({ error: 'no_text' })
    expect(await post({ text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' })
    expect(await post({ text: 'x', threadTs: '1' })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] invalid additional property: threadTs [json-pointer:]'] },
    })
    expect(await post({ text: 'x', blocks: 'nonsense' })).toMatchObject({ error: 'invalid_blocks_format' })
    expect(await post({ text: 'x', metadata: { event_type: 'a' } })).toMatchObject({
      error: 'invalid_metadata_format',
    })
    expect(
      await raw('chat.postMessage', {
        body: '{',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.botToken}` },
      }),
    ).toMatchObject({ error: 'invalid_json' })
  })

  it('threads replies and pages through them', async () => {
    const parent = await web.chat.postMessage({ channel: 'C0FPSALES1', text: '周报' })
    const thread = { channel: 'C0FPSALES1', thread_ts: parent.ts ?? '' }
    for (const text of ['1', '2', '3']) await web.chat.postMessage({ ...thread, text })
    const first = await web.conversations.replies({ channel: 'C0FPSALES1', ts: parent.ts ?? '', limit: 2 })
    expect(first.messages?.map(({ text }) => text)).toEqual(['周报', '1'])
    expect(first.has_more).toBe(true)
    const cursor = first.response_metadata?.next_cursor ?? ''
    const rest = await web.conversations.replies({
      channel: 'C0FPSALES1',
      ts: parent.ts ?? '',
      limit: 2,
      cursor,
    })
    expect(rest.messages?.map(({ text }) => text)).toEqual(['2', '3'])
    const top = await web.conversations.history({ channel: 'C0FPSALES1' })
    expect(top.messages).toMatchObject([{ text: '周报', reply_count: 3 }])
    expect(await refusal(web.chat.postMessage({ ...thread, thread_ts: '1.2', text: 'x' }))).toMatchObject({
      error: 'thread_not_found',
    })
  })

  it('lists conversations by type and finds people by address', async () => {
    const all = await web.conversations.list({ types: 'public_channel,private_channel' })
    expect(all.channels?.map(({ name }) => name)).toEqual(['sales-nanwan', 'sales-qingxi', 'sales-all'])
    const found = await web.users.lookupByEmail({ email: 'LIN.zhixia@fieldpost.example' })
    expect(found.user?.id).toBe('U0FPLIN001')
    expect(await refusal(web.users.lookupByEmail({ email: 'nobody@fieldpost.example' }))).toMatchObject({
      error: 'users_not_found',
    })
    const { members } = await web.conversations.members({ channel: 'C0FPNANWAN' })
    expect(members).toContain('U0FPBOT001')
  })

  it('shows an ephemeral message to one person only', async () => {
    await web.chat.postEphemeral({ channel: 'C0FPSALES1', user: 'U0FPCHEN01', text: '只给你' })
    expect((await client.as('chen').messages('#sales-all')).map(({ text }) => text)).toEqual(['只给你'])
    expect(await client.as('xu').messages('#sales-all')).toEqual([])
    expect((await web.conversations.history({ channel: 'C0FPSALES1' })).messages).toEqual([])
    const stranger = web.chat.postEphemeral({ channel: 'C0FPNANWAN', user: 'U0FPGU0001', text: 'x' })
    expect(await refusal(stranger)).toMatchObject({ error: 'user_not_in_channel' })
  })

  it('publishes a Home, keeps what was chosen on it, and guards it by hash', async () => {
    const home = (text: string) => ({
      type: 'home' as const,
      blocks: [
        { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
        {
          type: 'actions' as const,
          block_id: 'filter',
          elements: [{ type: 'datepicker' as const, action_id: 'day' }],
        },
      ],
    })
    const first = await web.views.publish({ user_id: 'U0FPCHEN01', view: home('一') })
    await (await client.as('chen').home({ contains: '一' })).choose('day', '2026-11-20')
    const stale = web.views.publish({ user_id: 'U0FPCHEN01', view: home('二'), hash: '0.x' })
    expect(await refusal(stale)).toMatchObject({ error: 'hash_conflict' })
    await web.views.publish({ user_id: 'U0FPCHEN01', view: home('三'), hash: first.view?.hash ?? '' })
    const seen = await client.as('chen').home({ contains: '三' })
    expect(seen.values.filter?.day?.selected_date).toBe('2026-11-20')
  })

  it('limits messages to one a second and channel after a short burst', async () => {
    await client.rateLimits(true)
    const post = (channel: string) => web.chat.postMessage({ channel, text: 'x' })
    for (let i = 0; i < 6; i++) await post('C0FPSALES1')
    const limited = await post('C0FPSALES1').catch((error) => error)
    expect(limited).toMatchObject({ retryAfter: 1 })
    await post('C0FPNANWAN')
    await client.clock.advance(1000)
    await post('C0FPSALES1')
  })

  it('can fail before the effect or after it', async () => {
    const post = (by = web) => by.chat.postMessage({ channel: 'C0FPSALES1', text: 'x' })
    const count = async () => (await client.as('chen').messages('#sales-all')).length
    for (const effect of ['timeout-before', 'drop', 'http-500', 'http-503', 'error'] as const) {
      await client.faults.add({ on: 'api', method: 'chat.postMessage', effect })
      await expect(post(effect.startsWith('timeout') ? hasty : web)).rejects.toThrow()
    }
    expect(await count()).toBe(0)
    for (const effect of ['timeout-after', 'drop-after', 'malformed'] as const) {
      await client.faults.add({ on: 'api', method: 'chat.postMessage', effect })
      await expect(post(effect.startsWith('timeout') ? hasty : web)).rejects.toThrow()
    }
    expect(await count()).toBe(3)
    await client.faults.add({ on: 'api', method: 'chat.postMessage', effect: 'rate-limited', retryAfterS: 7 })
    expect(await post().catch((error) => error)).toMatchObject({ retryAfter: 7 })
    await post()
    expect(await count()).toBe(4)
  })

  it('writes every call down without its token, and finds text in it', async () => {
    await web.chat.postMessage({ channel: 'C0FPSALES1', text: '患者代码 RF-1' })
    const [call] = await client.traffic.calls('chat.postMessage')
    expect(call).toMatchObject({ direction: 'in', httpStatus: 200, ok: true })
    expect(JSON.stringify(call)).not.toContain(sandbox.botToken)
    expect(await client.traffic.scan(sandbox.botToken)).toEqual([])
    expect((await client.traffic.scan('RF-1')).map(({ where }) => where)).toEqual(['request', 'response'])
  })

  it('serves this machine only', async () => {
    const foreign = await fetch(`${sandbox.url}/control/state`, {
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(foreign.status).toBe(403)
    const own = await fetch(`${sandbox.url}/control/state`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173' },
    })
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'http://localhost:5173',
    ])
  })
})

const manifestWithAllScopes = {
  display_information: { name: 'Fieldpost' },
  features: { app_home: { home_tab_enabled: true } },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'im:write',
        'im:history',
        'users:read',
        'users:read.email',
        'channels:read',
        'channels:history',
        'channels:join',
        'groups:read',
      ],
    },
  },
}
