import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { ChangeFeed } from '../../world/changes.ts'
import { isObject, type JsonObject, parseJson } from '../../world/json.ts'
import type { FaultBoard } from '../faults.ts'
import { makeSecret } from '../ids.ts'

const MOST_CONNECTIONS = 10

export interface SocketEnvelope {
  type: 'events_api' | 'slash_commands' | 'interactive'
  payload: JsonObject
  accepts_response_payload: boolean
  retry_attempt?: number
  retry_reason?: string
}

type SocketAck = { ok: true; payload: unknown } | { ok: false; error: 'timeout' | 'no_connection' }

export interface SocketHub {
  readonly connections: number
  /** A ticket for one connection, part of the address apps.connections.open answers. */
  issueTicket(): string
  /** Takes the connection in when its ticket is good and fewer than ten are open. */
  accept(socket: WebSocket, ticket: string, appId: string): void
  /** Sends to one connection, in turn, and waits for its ack. */
  send(envelope: SocketEnvelope, timeoutMs: number): Promise<SocketAck>
  /** Asks every client to reconnect, as Slack does every few hours, and closes. */
  refreshAll(): void
  /** Cuts every connection without a word. */
  killAll(): void
}

export function createSocketHub(changes: ChangeFeed, faults: FaultBoard): SocketHub {
  const tickets = new Set<string>()
  const waiting = new Map<string, (payload: unknown) => void>()
  let open: WebSocket[] = []
  let turn = 0

  const onMessage = (data: unknown) => {
    const parsed = parseJson(String(data))
    if (!parsed.ok || !isObject(parsed.value)) return
    const id = parsed.value.envelope_id
    if (typeof id !== 'string') return
    waiting.get(id)?.(parsed.value.payload ?? null)
    waiting.delete(id)
  }

  return {
    get connections() {
      return open.length
    },
    issueTicket() {
      const ticket = makeSecret()
      tickets.add(ticket)
      return ticket
    },
    accept(socket, ticket, appId) {
      if (!tickets.delete(ticket) || open.length >= MOST_CONNECTIONS || faults.takeSocket()) {
        socket.close(1008, 'refused')
        return
      }
      open.push(socket)
      socket.on('message', onMessage)
      socket.on('close', () => {
        open = open.filter((each) => each !== socket)
        changes.emit('connection')
      })
      socket.on('error', () => socket.terminate())
      const hello = {
        type: 'hello',
        num_connections: open.length,
        connection_info: { app_id: appId },
        debug_info: { host: 'local', build_number: 1, approximate_connection_time: 18_060 },
      }
      socket.send(JSON.stringify(hello))
      changes.emit('connection')
    },
    async send(envelope, timeoutMs) {
      const socket = open[turn++ % Math.max(1, open.length)]
      if (!socket) return { ok: false, error: 'no_connection' }
      const envelopeId = randomUUID()
      return new Promise<SocketAck>((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(envelopeId)
          resolve({ ok: false, error: 'timeout' })
        }, timeoutMs)
        waiting.set(envelopeId, (payload) => {
          clearTimeout(timer)
          resolve({ ok: true, payload })
        })
        socket.send(JSON.stringify({ envelope_id: envelopeId, ...envelope }))
      })
    },
    refreshAll() {
      for (const socket of open) {
        socket.send(
          JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'local' } }),
        )
        socket.close(1000)
      }
    },
    killAll() {
      for (const socket of open) socket.terminate()
    },
  }
}
