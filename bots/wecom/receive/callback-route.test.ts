import { encrypt, getSignature } from '@wecom/crypto'
import Fastify from 'fastify'
import { pino } from 'pino'
import { beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../../src/clock.ts'
import { noMeter } from '../../../src/meter.ts'
import { callbackRoute } from './callback-route.ts'
import { createEnvelopes } from './envelope.ts'
import type { Delivered } from './incoming.ts'
import { parseXml } from './read-xml.ts'

const keys = {
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'ww1',
}
const clock = fixedClock('2026-11-18T08:00:00Z')
const taken: Delivered[] = []
const logged: string[] = []
let isAway = false

const app = Fastify()
callbackRoute(app, {
  envelopes: createEnvelopes(keys),
  clock,
  corpId: 'ww1',
  meter: noMeter,
  answerAtOnce: async ({ incoming }) => (incoming.kind === 'identity' ? '已忽略 <号码> ]]>' : undefined),
  log: pino({}, { write: (line: string) => void logged.push(line) }),
  take: async (delivered) => {
    if (isAway) throw new Error('the database is away')
    taken.push(delivered)
  },
})

function sealed(text: string) {
  const timestamp = String(clock.now().getTime() / 1000)
  const encrypted = encrypt(keys.encodingAesKey, text, keys.receiveId)
  const msg_signature = getSignature(keys.token, timestamp, 'n1', encrypted)
  return { encrypted, query: { msg_signature, timestamp, nonce: 'n1' } }
}
const post = (payload: string, query: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: '/wecom/callback',
    query,
    payload,
    headers: { 'content-type': 'text/xml' },
  })
const envelope = (encrypted: string) =>
  `<xml><ToUserName>ww1</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
const message = (content: string) =>
  `<xml><ToUserName>ww1</ToUserName><FromUserName>Chen</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>7</MsgId></xml>`

beforeEach(() => {
  taken.length = 0
  logged.length = 0
  isAway = false
})

describe('WeCom’s endpoint', () => {
  it('says at once what needs no keeping, in an envelope that WeCom opens', async () => {
    const { encrypted, query } = sealed(message('患者 13812345678'))
    const answer = await post(envelope(encrypted), query)
    const outer = parseXml(answer.body) as Record<string, string>
    const { MsgSignature: signature = '', TimeStamp: timestamp = '', Nonce: nonce = '' } = outer
    const opened = createEnvelopes(keys).open(
      outer.Encrypt ?? '',
      { signature, timestamp, nonce },
      clock.now(),
    )
    const inner = parseXml('text' in opened ? opened.text : '')
    expect(inner).toMatchObject({
      ToUserName: 'Chen',
      FromUserName: 'ww1',
      MsgType: 'text',
      Content: '已忽略 <号码> ]]>',
    })
    expect(taken).toEqual([])
    expect(logged.join()).not.toContain('138')
  })

  it('answers a verification with the plain text and nothing else', async () => {
    const { encrypted, query } = sealed('1616140317555161061')
    const answer = await app.inject({ url: '/wecom/callback', query: { ...query, echostr: encrypted } })
    expect({ status: answer.statusCode, body: answer.body }).toEqual({
      status: 200,
      body: '1616140317555161061',
    })
  })

  it('keeps what is delivered before it answers, and answers nothing', async () => {
    const { encrypted, query } = sealed(message('帮助'))
    const answer = await post(envelope(encrypted), query)
    expect({ status: answer.statusCode, body: answer.body }).toEqual({ status: 200, body: '' })
    expect(taken).toMatchObject([{ deliveryId: 'message:7', incoming: { text: '帮助' } }])
  })

  it('does not acknowledge what could not be kept: WeCom tries again', async () => {
    isAway = true
    const { encrypted, query } = sealed(message('帮助'))
    expect((await post(envelope(encrypted), query)).statusCode).toBe(500)
  })

  it('acknowledges what wants nothing', async () => {
    const { encrypted, query } = sealed('<xml><MsgType>event</MsgType></xml>')
    expect((await post(envelope(encrypted), query)).statusCode).toBe(200)
    expect(taken).toEqual([])
  })

  it.each([
    ['no query', envelope(sealed(message('a')).encrypted), {}],
    ['no envelope', '<xml></xml>', sealed(message('a')).query],
    ['no XML', 'hello', sealed(message('a')).query],
    ['entities', `<!DOCTYPE a [<!ENTITY b "c">]>${envelope('&b;')}`, sealed(message('a')).query],
    ['a forged text', envelope(sealed(message('b')).encrypted), sealed(message('a')).query],
    [
      'a signature of nothing',
      envelope(sealed(message('a')).encrypted),
      { msg_signature: '', timestamp: '', nonce: '' },
    ],
  ])('refuses %s without detail, says so once in the log, and counts it', async (_, payload, query) => {
    const answer = await post(payload, query as Record<string, string>)
    expect({ status: answer.statusCode, body: answer.body }).toEqual({ status: 403, body: '' })
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0] ?? '{}')).toMatchObject({
      msg: 'refused a callback',
      refusals: expect.any(Number),
    })
    expect(taken).toEqual([])
  })

  it('refuses ten megabytes unread', async () => {
    expect((await post('x'.repeat(10_000_000), sealed(message('a')).query)).statusCode).toBe(413)
    expect(taken).toEqual([])
  })
})
