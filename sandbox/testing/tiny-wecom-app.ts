import type { AddressInfo } from 'node:net'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import Fastify, { type FastifyReply } from 'fastify'
import { createSandboxClient, type SandboxClient, type WecomClient } from '../client.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts'

/** One callback as the app got it, decrypted with Tencent's own package. */
export interface Received {
  query: Record<string, string>
  envelope: string
  xml: string
  receiveId: string
  isSigned: boolean
}

export type ApiAnswer = { errcode: number; errmsg: string; [field: string]: unknown }

export interface TinyWecomWorld {
  sandbox: Sandbox
  client: SandboxClient
  wecom: WecomClient
  received: Received[]
  /** What the app does with the next callbacks: a plain reply to encrypt, nothing, or whatever it likes. */
  answer: (callback: Received, reply: FastifyReply) => unknown
  /** Calls `cgi-bin/<method>` with a living token, as GET without a body. */
  call(method: string, body?: unknown, query?: Record<string, string>): Promise<ApiAnswer>
  /** Encrypts and signs a passive reply. */
  seal(xml: string): string
  close(): Promise<void>
}

/** A sandbox with a tiny app behind it that speaks WeCom with @wecom/crypto, on a free port of this machine. */
export async function startWecomWorld(options: SandboxOptions = {}): Promise<TinyWecomWorld> {
  const sandbox = await startSandbox(options)
  const client = createSandboxClient(sandbox.url)
  const { token, encodingAesKey, corpId, agentId, secret, apiUrl } = sandbox.wecom
  const app = Fastify({ forceCloseConnections: true })
  app.addContentTypeParser('text/xml', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  const open = (query: Record<string, string>, encrypted: string, envelope: string): Received => {
    const { message, id } = decrypt(encodingAesKey, encrypted)
    const signature = getSignature(token, query.timestamp ?? '', query.nonce ?? '', encrypted)
    return { query, envelope, xml: message, receiveId: id, isSigned: signature === query.msg_signature }
  }
  app.get('/callback', (request) => {
    const query = request.query as Record<string, string>
    return open(query, query.echostr ?? '', '').xml
  })
  app.post('/callback', async (request, reply) => {
    const envelope = String(request.body)
    const callback = open(request.query as Record<string, string>, field(envelope, 'Encrypt'), envelope)
    world.received.push(callback)
    const answer = await world.answer(callback, reply)
    if (answer === undefined || answer === reply) return answer ?? ''
    return world.seal(String(answer))
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  await client.wecom.app.configure({ callbackUrl: `http://127.0.0.1:${port}/callback` })

  const world: TinyWecomWorld = {
    sandbox,
    client,
    wecom: client.wecom,
    received: [],
    answer: () => undefined,
    async call(method, body, query = {}) {
      const found = await fetch(`${apiUrl}cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)
      const accessToken = ((await found.json()) as { access_token: string }).access_token
      const url = `${apiUrl}cgi-bin/${method}?${new URLSearchParams({ access_token: accessToken, ...query })}`
      const init = body === undefined ? {} : { method: 'POST', body: toBody(body, agentId) }
      return (await (await fetch(url, init)).json()) as ApiAnswer
    },
    seal(xml) {
      const encrypted = encrypt(encodingAesKey, xml, corpId)
      const timestamp = '1700000000'
      const nonce = '42'
      const signature = getSignature(token, timestamp, nonce, encrypted)
      return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
    },
    async close() {
      await app.close()
      await sandbox.close()
    },
  }
  return world
}

/** Objects go out as JSON, with the agent's id where a message has none. */
function toBody(body: unknown, agentId: number): FormData | string {
  if (body instanceof FormData) return body
  if (typeof body === 'string') return body
  const isAgents = typeof body === 'object' && body !== null && ('touser' in body || 'response_code' in body)
  return JSON.stringify(isAgents ? { agentid: agentId, ...body } : body)
}

/** The text of the first element of this name. */
export function field(xml: string, name: string): string {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml)
  return found?.[1] ?? found?.[2] ?? ''
}

/** A passive reply to this callback; `inner` is what follows the time. */
export function replyTo(callback: Received, inner: string): string {
  const [to, from] = [field(callback.xml, 'FromUserName'), field(callback.xml, 'ToUserName')]
  return `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>1700000000</CreateTime>${inner}</xml>`
}
