/**
 * Sends signed `/log` commands from a process of its own: `concurrency` at a time over kept connections, each with a
 * trigger of its own. Told what to do by a message, answers with what it saw.
 */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface LoadOrder {
  port: number
  concurrency: number
  durationMs: number
  /** Absent: as fast as answers come. */
  perSecond?: number
  signingSecret: string
  userId: string
  teamId: string
}

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

function send({ port, signingSecret, userId, teamId }: LoadOrder, agent: Agent): Promise<number> {
  const body = new URLSearchParams({
    token: 'x',
    team_id: teamId,
    user_id: userId,
    channel_id: 'D0BENCH',
    command: '/log',
    text: '拜访南湾一院骨科 新客户 30分钟',
    trigger_id: `bench.${process.pid}.${++sent}`,
    response_url: `http://127.0.0.1:${port}/none`,
  }).toString()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`
  return new Promise((resolve, reject) => {
    const posted = request({
      agent,
      port,
      host: '127.0.0.1',
      path: '/slack/events',
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      },
    })
    posted.once('response', (response) =>
      response.resume().once('end', () => resolve(response.statusCode ?? 0)),
    )
    posted.once('error', reject)
    posted.end(body)
  })
}

process.on('message', (order: LoadOrder) => void run(order).then((seen) => process.send?.(seen)))
