import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type SandboxClient } from './client.ts'
import { type Sandbox, startSandbox } from './server.ts'
import { signRequest } from './slack/signing.ts'

interface Received {
  headers: IncomingMessage['headers']
  text: string
}

/** A bare server in the app's place, so that nothing is answered that the test did not write. */
describe('deliveries to the app', () => {
  let sandbox: Sandbox
  let client: SandboxClient
  let server: Server
  let received: Received[] = []
  let answer: (response: ServerResponse) => void

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        received.push({ headers: request.headers, text })
        answer(response)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    sandbox = await startSandbox({ clockRate: 0, now: new Date('2026-11-18T08:00:00Z') })
    client = createSandboxClient(sandbox.url)
    await client.app.configure({
      requestUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack`,
    })
  })
  afterAll(async () => {
    await sandbox.close()
    server.closeAllConnections()
    server.close()
  })
  beforeEach(async () => {
    await client.reset()
    received = []
    answer = (response) => response.writeHead(200).end()
  })

  const events = () =>
    received.map(
      ({ text }) => JSON.parse(text) as { event_id: string; event: { type: string; user: string } },
    )

  it('signs every request with the signing secret and Slack’s form types', async () => {
    await client.as('chen').command('/plan', '下周')
    const [command] = received
    const stamp = Number(command?.headers['x-slack-request-timestamp'])
    const expected = signRequest(sandbox.signingSecret, command?.text ?? '', stamp * 1000)
    expect(command?.headers).toMatchObject({
      ...expected,
      'content-type': 'application/x-www-form-urlencoded',
    })
    const fields = new URLSearchParams(command?.text)
    expect(fields.get('text')).toBe('下周')
    expect(fields.get('trigger_id')).toMatch(/^\d+\.\d+\.[0-9a-f]{32}$/)
    expect(fields.get('response_url')).toContain('/response/')
  })

  it('retries an event at once, after one minute and after five, then gives up', async () => {
    answer = (response) => response.writeHead(500).end()
    await client.as('chen').openHome()
    await client.idle()
    const numbers = () => received.map(({ headers }) => headers['x-slack-retry-num'] ?? 'first')
    expect(numbers()).toEqual(['first', '1'])
    await client.clock.advance(59_000)
    await client.idle()
    expect(received).toHaveLength(2)
    await client.clock.advance(1_000)
    await client.idle()
    expect(numbers()).toEqual(['first', '1', '2'])
    await client.clock.advance(300_000)
    await client.idle()
    expect(numbers()).toEqual(['first', '1', '2', '3'])
    expect(received[3]?.headers['x-slack-retry-reason']).toBe('http_error')
    await client.clock.advance(3_600_000)
    await client.idle()
    expect(received).toHaveLength(4)
    expect(new Set(events().map((each) => each.event_id)).size).toBe(1)
  })

  it('stops retrying when the app asks for it, or once the app answers', async () => {
    answer = (response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end()
    await client.as('chen').openHome()
    await client.idle()
    expect(received).toHaveLength(1)
    received = []
    let asked = 0
    answer = (response) => response.writeHead(asked++ === 0 ? 503 : 200).end()
    await client.as('chen').openHome()
    await client.idle()
    await client.clock.advance(600_000)
    await client.idle()
    expect(received).toHaveLength(2)
  })

  it('takes a late ack for none', async () => {
    answer = () => undefined
    await client.as('chen').openHome()
    await client.idle()
    expect(received.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
      undefined,
      'http_timeout',
    ])
  })

  it('can deliver an event twice, or behind its successor', async () => {
    await client.faults.add({ on: 'delivery', kind: 'event', effect: 'duplicate' })
    await client.as('chen').openHome()
    await client.idle()
    expect(events().map(({ event_id }) => event_id)).toEqual([events()[0]?.event_id, events()[0]?.event_id])
    received = []
    await client.faults.add({ on: 'delivery', kind: 'event', effect: 'out-of-order' })
    await client.as('chen').openHome()
    await client.as('xu').openHome()
    await client.idle()
    expect(events().map(({ event }) => event.user)).toEqual(['U0FPXU0001', 'U0FPCHEN01'])
  })

  it('tells what is left of a fault, and nothing of one that is used up', async () => {
    await client.faults.add({ on: 'delivery', kind: 'event', effect: 'duplicate', times: 2 })
    for (const left of [
      { left: 2, hits: 0 },
      { left: 1, hits: 1 },
    ]) {
      expect(await client.faults.list()).toMatchObject([left])
      await client.as('chen').openHome()
      await client.idle()
    }
    expect(await client.faults.list()).toEqual([])
  })

  it('sends only events the app subscribed to', async () => {
    await client.app.configure({ botEvents: ['user_change'] })
    await client.as('chen').openHome()
    await client.changeUser('chen', { tz: 'Asia/Tokyo' })
    await client.idle()
    expect(events().map(({ event }) => event.type)).toEqual(['user_change'])
    await client.app.configure({
      botEvents: ['app_home_opened', 'message.im', 'member_joined_channel', 'user_change'],
    })
  })

  it('sends direct messages, and posts of channels only where subscribed', async () => {
    await client.as('chen').say('拜访南湾一院 新客户 30分钟')
    await client.as('chen').say('大家好', { channel: '#sales-all' })
    await client.idle()
    expect(events().map(({ event }) => event)).toMatchObject([
      { type: 'message', channel_type: 'im', text: '拜访南湾一院 新客户 30分钟', user: 'U0FPCHEN01' },
    ])
  })

  it('escapes mentions only for commands that ask for it', async () => {
    const base = { description: '', usageHint: '' }
    await client.app.configure({
      commands: [
        { command: '/log', ...base, shouldEscape: true },
        { command: '/raw', ...base, shouldEscape: false },
      ],
    })
    await client.as('chen').command('/log', '和 @lin 在 #sales-all')
    await client.as('chen').command('/raw', '和 @lin')
    const texts = received.map(({ text }) => new URLSearchParams(text).get('text'))
    expect(texts).toEqual(['和 <@U0FPLIN001|lin> 在 <#C0FPSALES1|sales-all>', '和 @lin'])
    const unknown = await client.as('chen').command('/other')
    expect(unknown.userSees).toContain('/other 不是有效的命令')
    await client.app.configure({ commands: null })
  })

  it('names the failure of a command as Slack does', async () => {
    const lu = client.as('lu')
    const sees = async () => (await lu.command('/plan')).userSees
    answer = (response) => response.writeHead(500).end()
    expect(await sees()).toBe('/plan failed with the error "http_service_error"')
    answer = (response) => response.writeHead(404).end()
    expect(await sees()).toBe('/plan failed with the error "http_client_error"')
    answer = (response) => response.destroy()
    expect(await sees()).toBe('/plan failed with the error "dispatch_failed"')
    answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"blocks":"x"}')
    expect(await sees()).toBe('/plan failed with the error "invalid_command_response"')
  })

  it('says goodbye when the app is uninstalled, and its token is dead', async () => {
    await client.app.configure({ botEvents: ['tokens_revoked', 'app_uninstalled'] })
    await client.app.uninstall()
    await client.idle()
    expect(
      events()
        .map(({ event }) => event.type)
        .sort(),
    ).toEqual(['app_uninstalled', 'tokens_revoked'])
    const call = await fetch(`${sandbox.slackApiUrl}auth.test`, {
      headers: { authorization: `Bearer ${sandbox.botToken}` },
    })
    expect(await call.json()).toEqual({ ok: false, error: 'account_inactive' })
    await client.app.reinstall()
  })

  it('can lose the ack, lose the delivery, or keep it waiting', async () => {
    const chen = client.as('chen')
    await client.faults.add({ on: 'delivery', kind: 'command', effect: 'ack-lost' })
    expect((await chen.command('/plan')).userSees).toContain('operation_timeout')
    expect(received).toHaveLength(1)
    await client.faults.add({ on: 'delivery', kind: 'command', effect: 'drop' })
    expect((await chen.command('/plan')).userSees).toContain('dispatch_failed')
    expect(received).toHaveLength(1)
    await client.faults.add({ on: 'delivery', kind: 'command', effect: 'delay', delayMs: 30 })
    expect((await chen.command('/plan')).outcome).toBe('acked')
    expect(received).toHaveLength(2)
  })

  it('turns event subscriptions off after an hour of nothing but failures', async () => {
    await client.app.configure({ botEvents: ['app_home_opened'] })
    await client.faults.add({ on: 'delivery', kind: 'event', effect: 'drop', times: null })
    const send = () => client.app.sendEvent({ type: 'app_home_opened', user: 'U0FPCHEN01' })
    // Each is tried twice at once, so five hundred make a thousand failures.
    for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 52 }, send))
    await client.idle()
    expect((await client.state()).app.eventsDisabled).toBe(true)
    await client.faults.clear()
    await client.as('chen').openHome()
    await client.idle()
    expect(received).toEqual([])
    expect((await client.app.enableEvents()).eventsDisabled).toBe(false)
    await client.as('chen').openHome()
    await client.idle()
    expect(received).toHaveLength(1)
  })

  it('lets a response_url die after thirty minutes', async () => {
    await client.as('chen').command('/plan')
    const url = new URLSearchParams(received[0]?.text).get('response_url') ?? ''
    const post = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: '好' }) })
    expect((await post()).status).toBe(200)
    await client.clock.advance(30 * 60_000 + 1)
    const late = await post()
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }])
  })

  it('drops type-ahead answers with more than a hundred options or other nonsense', async () => {
    await openExternalSelect()
    const option = (n: number) => ({ text: { type: 'plain_text', text: `客户 ${n}` }, value: `c${n}` })
    const give = (count: number) => {
      const body = JSON.stringify({ options: Array.from({ length: count }, (_, n) => option(n)) })
      answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    }
    const modal = await client.as('chen').modal()
    give(101)
    expect((await modal.suggest('客户', '客')).options).toEqual([])
    give(100)
    expect((await modal.suggest('客户', '客')).options).toHaveLength(100)
    give(2)
    await expect(modal.fill({ 客户: '另一家' })).rejects.toThrow('no_such_option')
  })

  async function openExternalSelect(): Promise<void> {
    await client.as('chen').command('/plan')
    const trigger = new URLSearchParams(received[0]?.text).get('trigger_id')
    const element = { type: 'external_select', action_id: 'who', min_query_length: 1 }
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: '计划' },
      submit: { type: 'plain_text', text: '提交' },
      blocks: [{ type: 'input', label: { type: 'plain_text', text: '客户' }, element }],
    }
    const response = await fetch(`${sandbox.slackApiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ trigger_id: trigger, view }),
    })
    expect(await response.json()).toMatchObject({ ok: true })
  }
})
