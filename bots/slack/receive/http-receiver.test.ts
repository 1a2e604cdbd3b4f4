import { createHmac } from 'node:crypto'
import { App } from '@slack/bolt'
import Fastify from 'fastify'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../../src/clock.ts'
import { boltLogger } from '../bolt-logger.ts'
import { createHttpReceiver, eventsPath } from './http-receiver.ts'
import { findSignatureFault } from './verify-signature.ts'

const signingSecret = 'secret'
const clock = fixedClock('2026-11-18T08:00:00Z')
const nowS = clock.now().getTime() / 1000
const log = pino({ level: 'silent' })
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

/** An app behind the receiver, as the bot has it, with whatever listeners a test wants. */
function open(listen: (app: App) => void, authorize = async () => ({ botToken: 'x', botId: 'B1' })) {
  const receiver = createHttpReceiver({ signingSecret, clock, log })
  const app = new App({ receiver, authorize, convoStore: false, logger: boltLogger(log) })
  app.error(async (error) => {
    throw error
  })
  listen(app)
  const fastify = Fastify()
  receiver.mount(fastify)
  return async (body: string, contentType: string, { at = nowS, signature = '' } = {}) => {
    const digest = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')
    return fastify.inject({
      method: 'POST',
      url: eventsPath,
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': String(at),
        'x-slack-signature': signature || `v0=${digest}`,
      },
      payload: body,
    })
  }
}

const command = new URLSearchParams({ command: '/plan', text: '周报 & more', user_id: 'U1', trigger_id: '1' })
const submission = (callback: string) =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U1' },
      view: { id: 'V1', callback_id: callback, state: { values: {} } },
    }),
  }).toString()

describe('receiving from Slack over HTTP', () => {
  it('takes a form whatever charset its content type names', async () => {
    const texts: string[] = []
    const post = open((app) =>
      app.command('/plan', async ({ ack, command }) => {
        texts.push(command.text)
        await ack()
      }),
    )
    for (const type of [form, `${form}; charset=utf-8`, `${form};charset=UTF-8`]) {
      const response = await post(command.toString(), type)
      expect([response.statusCode, response.body]).toEqual([200, ''])
    }
    expect(texts).toEqual(Array(3).fill('周报 & more'))
  })

  it.each([
    ['five minutes old', nowS - 299, 200],
    ['older', nowS - 301, 401],
    ['a little ahead', nowS + 299, 200],
    ['an hour ahead', nowS + 3600, 401],
    ['no number', Number.NaN, 401],
  ])('judges a timestamp that is %s', async (_, at, status) => {
    const post = open((app) => app.command('/plan', ({ ack }) => ack()))
    expect((await post(command.toString(), form, { at })).statusCode).toBe(status)
  })

  it('says whether it was the secret or the clock that did not fit', () => {
    const body = Buffer.from('{}')
    const at = (seconds: number, secret = signingSecret) => {
      const digest = createHmac('sha256', secret).update(`v0:${seconds}:{}`).digest('hex')
      const request = { signingSecret, timestamp: String(seconds), signature: `v0=${digest}`, body }
      return findSignatureFault({ ...request, nowMs: nowS * 1000 })
    }
    expect([at(nowS), at(nowS - 301), at(nowS + 301)]).toEqual([undefined, 'stale', 'stale'])
    expect([at(nowS, 'another'), at(nowS - 301, 'another')]).toEqual(['signature', 'signature'])
  })

  it('refuses a signature that is not ours', async () => {
    const post = open((app) => app.command('/plan', ({ ack }) => ack()))
    for (const signature of ['v0=00', 'v1=00', `v0=${'0'.repeat(64)}`, 'nonsense']) {
      expect((await post(command.toString(), form, { signature })).statusCode).toBe(401)
    }
  })

  it('answers Slack’s two checks of the address', async () => {
    const post = open(() => undefined)
    const challenge = await post(JSON.stringify({ type: 'url_verification', challenge: 'c' }), json)
    expect(challenge.json()).toEqual({ challenge: 'c' })
    expect((await post('ssl_check=1&token=x', form)).statusCode).toBe(200)
    expect((await post('{broken', json)).statusCode).toBe(400)
  })

  it('never answers 200 when authorization fails, so that no modal closes unsaved', async () => {
    let ran = false
    const post = open(
      (app) =>
        app.view('plan', async ({ ack }) => {
          ran = true
          await ack()
        }),
      async () => {
        throw new Error('invalid_auth')
      },
    )
    expect((await post(submission('plan'), form)).statusCode).toBe(401)
    expect(ran).toBe(false)
  })

  it('never answers 200 when a listener throws before it acknowledges, or none is there', async () => {
    const post = open((app) =>
      app.view('plan', async () => {
        throw new Error('boom')
      }),
    )
    expect((await post(submission('plan'), form)).statusCode).toBe(500)
    expect((await post(submission('unheard-of'), form)).statusCode).toBe(500)
  })

  it('hands over what a listener answers with', async () => {
    const post = open((app) =>
      app.view('plan', ({ ack }) => ack({ response_action: 'errors', errors: { goals: '请填写' } })),
    )
    const response = await post(submission('plan'), form)
    expect(response.json()).toEqual({ response_action: 'errors', errors: { goals: '请填写' } })
  })

  it('leaves the content types of other routes alone', async () => {
    const fastify = Fastify()
    createHttpReceiver({ signingSecret, clock, log }).mount(fastify)
    fastify.post('/api', async (request) => request.body)
    const response = await fastify.inject({ method: 'POST', url: '/api', payload: { a: 1 } })
    expect(response.json()).toEqual({ a: 1 })
  })
})
