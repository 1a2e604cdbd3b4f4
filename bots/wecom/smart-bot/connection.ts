import { WSClient } from '@wecom/aibot-node-sdk'
import type { Logger } from 'pino'
import { msPerMinute } from '../../../src/clock.ts'
import type { SmartBotConfig } from '../../../src/config/wecom.ts'

/** `kicked`: another program is connected as this bot; `refused`: WeCom does not take id and secret. */
export type ConnectionState = 'off' | 'connecting' | 'ready' | 'kicked' | 'refused'

export interface ConnectionTimes {
  /** Between two heartbeats; after two without an answer the connection is given up, so within three of these. */
  heartbeatMs: number
  /** So soon after it was opened it must be the bot's. */
  helloMs: number
  /** Before the first, second … return after another program took the connection, or WeCom refused us. */
  comeBackMs: readonly number[]
  /** After so long without trouble the first of these counts again. */
  steadyMs: number
  /** Before the first attempt after a break; the package doubles it up to half a minute. */
  reconnectMs: number
}

export const usualTimes: ConnectionTimes = {
  heartbeatMs: 15_000,
  helloMs: 15_000,
  comeBackMs: [1, 2, 5, 10, 30].map((minutes) => minutes * msPerMinute),
  steadyMs: 10 * msPerMinute,
  reconnectMs: 1_000,
}
const handshakeMs = 10_000

export interface ConnectionParts {
  config: SmartBotConfig
  times: ConnectionTimes
  log: Logger
  /** Anything that WeCom tells, as the package brings it. */
  onCallback(frame: unknown): void
  onReady(): void
  /** Another connection took our place; whose it is, whoever asked knows. */
  onKicked(): void
  onRefused(): void
}

export interface Connection {
  readonly state: ConnectionState
  /** The package's own client, while it is the bot. */
  readonly client: WSClient | undefined
  start(): void
  /** Our place is lost though nothing was closed: once more from the beginning. */
  renew(): void
  stop(): void
}

/**
 * The bot's one connection. The package answers breaks and missed heartbeats by connecting again; what it leaves to us is
 * an opened connection that never becomes the bot's, a place taken by another program, and a secret that is refused: then
 * we come back, later each time, for two programs that take the place from one another serve nobody.
 */
export function createConnection(parts: ConnectionParts): Connection {
  const { config, times, log } = parts
  let state: ConnectionState = 'off'
  let client: WSClient | undefined
  let returns = 0
  let readySince = 0
  let hello: NodeJS.Timeout | undefined
  let comingBack: NodeJS.Timeout | undefined

  /** The package's client is never used twice: one that is connected again right after it was disconnected loses track. */
  const hangUp = () => {
    clearTimeout(hello)
    clearTimeout(comingBack)
    client?.removeAllListeners()
    client?.disconnect()
    client = undefined
  }

  const open = () => {
    hangUp()
    state = 'connecting'
    const { botId, secret, url } = config
    const opened = new WSClient({
      botId,
      secret,
      wsUrl: url,
      wsOptions: { handshakeTimeout: handshakeMs },
      heartbeatInterval: times.heartbeatMs,
      reconnectInterval: times.reconnectMs,
      maxReconnectAttempts: -1,
      // What is refused once is refused the next second too: when we come back is ours to say.
      maxAuthFailureAttempts: 0,
      logger: silent,
    })
    client = opened
    opened.on('connected', () => {
      clearTimeout(hello)
      hello = setTimeout(() => {
        log.warn('the smart bot’s connection was opened and not taken: once more')
        open()
      }, times.helloMs).unref()
    })
    opened.on('authenticated', () => {
      clearTimeout(hello)
      state = 'ready'
      readySince = performance.now()
      log.info('connected as the smart bot')
      parts.onReady()
    })
    opened.on('disconnected', (reason) => {
      clearTimeout(hello)
      if (state !== 'ready') return
      state = 'connecting'
      log.warn({ reason }, 'the smart bot’s connection is lost')
    })
    opened.on('error', (error) => {
      if ('code' in error && error.code === 'WS_AUTH_FAILURE_EXHAUSTED') {
        comeBackLater('refused')
        parts.onRefused()
        return
      }
      log.warn({ reason: error.message }, 'the smart bot’s connection has trouble')
    })
    opened.on('event.disconnected_event', () => {
      comeBackLater('kicked')
      parts.onKicked()
    })
    opened.on('message', parts.onCallback)
    opened.on('event', parts.onCallback)
    opened.connect()
  }

  const comeBackLater = (why: 'kicked' | 'refused') => {
    clearTimeout(hello)
    if (state === 'ready' && performance.now() - readySince >= times.steadyMs) returns = 0
    state = why
    const waitMs = times.comeBackMs[Math.min(returns, times.comeBackMs.length - 1)] ?? msPerMinute
    returns += 1
    const what =
      why === 'kicked'
        ? 'another program has taken the smart bot’s connection: only one may be connected'
        : 'WeCom refuses WECOM_BOT_ID or WECOM_BOT_SECRET'
    log.error({ waitMs }, what)
    comingBack = setTimeout(open, waitMs).unref()
  }

  return {
    get state() {
      return state
    },
    get client() {
      return state === 'ready' ? client : undefined
    },
    start: open,
    renew: () => {
      if (state !== 'ready') return
      log.warn('the smart bot’s place was lost without a word: once more')
      open()
    },
    stop: () => {
      hangUp()
      state = 'off'
    },
  }
}

/** The package logs whole messages, and answers that quote them. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}
