/**
 * Sends what a platform delivers when somebody types a line of their log, from a process of its own: `concurrency` at a
 * time over kept connections, each with an id of its own. Told what to do by a message, answers with what it saw.
 */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { encrypt, getSignature } from '@wecom/crypto'

export type LoadOrder = Sender & {
  port: number
  concurrency: number
  durationMs: number
  /** Absent: as fast as answers come. */
  perSecond?: number
}

export type Sender =
  | { protocol: 'slack'; signingSecret: string; userId: string; teamId: string }
  | { protocol: 'wecom'; token: string; encodingAesKey: string; corpId: string; userId: string }

export interface LoadSeen {
  acks: number
  refused: number
  elapsedMs: number
  p50Ms: number
  p99Ms: number
}

let sent = 0

async function run(order: LoadOrder): Promise<LoadSeen> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.concurrency })
  const tookMs: number[] = []
  let refused = 0
  const startedAt = performance.now()
  const until = startedAt + order.durationMs
  const one = async () => {
    while (performance.now() < until) {
      const from = performance.now()
      const status = await send(order, agent)
      if (status === 200) tookMs.push(performance.now() - from)
      else refused += 1
      if (order.perSecond)
        await sleep(
          Math.max(0, startedAt + ((tookMs.length + refused) * 1000) / order.perSecond - performance.now()),
        )
    }
  }
  await Promise.all(Array.from({ length: order.concurrency }, one))
  const elapsedMs = performance.now() - startedAt
  agent.destroy()
  tookMs.sort((a, b) => a - b)
  const at = (share: number) =>
    tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? Number.NaN
  return { acks: tookMs.length, refused, elapsedMs, p50Ms: at(0.5), p99Ms: at(0.99) }
}

interface Posted {
  path: string
  headers: Record<string, string>
  body: string
}

const line = '拜访南湾一院骨科 新客户 30分钟'

function command(order: Extract<LoadOrder, { protocol: 'slack' }>): Posted {
  const body = new URLSearchParams({
    token: 'x',
    team_id: order.teamId,
    user_id: order.userId,
    channel_id: 'D0BENCH',
    command: '/log',
    text: line,
    trigger_id: `bench.${process.pid}.${++sent}`,
    response_url: `http://127.0.0.1:${order.port}/none`,
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signed = createHmac('sha256', order.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signed}`,
  }
  return { path: '/slack/events', headers, body }
}

function callback(order: Extract<LoadOrder, { protocol: 'wecom' }>): Posted {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const id = `${process.pid}${String(++sent).padStart(12, '0')}`
  const message = [
    `<xml><ToUserName><![CDATA[${order.corpId}]]></ToUserName>`,
    `<FromUserName><![CDATA[${order.userId}]]></FromUserName><CreateTime>${timestamp}</CreateTime>`,
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${line}]]></Content>`,
    `<MsgId>${id}</MsgId><AgentID>1000002</AgentID></xml>`,
  ].join('')
  const encrypted = encrypt(order.encodingAesKey, message, order.corpId)
  const signature = getSignature(order.token, timestamp, 'bench', encrypted)
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce: 'bench' })
  return {
    path: `/wecom/callback?${query}`,
    headers: { 'content-type': 'text/xml' },
    body: `<xml><ToUserName><![CDATA[${order.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  }
}

function send(order: LoadOrder, agent: Agent): Promise<number> {
  const { path, headers, body } = order.protocol === 'slack' ? command(order) : callback(order)
  return new Promise((resolve, reject) => {
    const posted = request({
      agent,
      port: order.port,
      host: '127.0.0.1',
      path,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    posted.once('response', (response) =>
      response.resume().once('end', () => resolve(response.statusCode ?? 0)),
    )
    posted.once('error', reject)
    posted.end(body)
  })
}

process.on('message', (order: LoadOrder) => void run(order).then((seen) => process.send?.(seen)))
