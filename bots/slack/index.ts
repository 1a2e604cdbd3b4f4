import { App, SocketModeReceiver } from '@slack/bolt'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { systemClock } from '../../src/clock.ts'
import type { SlackConfig } from '../../src/config/slack.ts'
import type { Sender } from '../../src/delivery/sender.ts'
import { ConfigError } from '../../src/errors.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { type Meter, noMeter } from '../../src/meter.ts'
import type { KeepParts } from '../../src/receiving/keep-deliveries.ts'
import { recordTypes } from '../../src/records/registry.ts'
import type { WayIn } from '../../src/services/links/way-in.ts'
import type { PlatformUser } from '../../src/services/people/resolve-actor.ts'
import type { Services } from './bind-services.ts'
import { boltLogger } from './bolt-logger.ts'
import { createClients } from './clients.ts'
import type { Desk } from './desk.ts'
import { readDirectory } from './directory.ts'
import { checkSlack, type Finding } from './doctor.ts'
import { listenToExcuses } from './listen/excuse-duty.ts'
import { listenToLinking } from './listen/link-person.ts'
import { listenToCommands } from './listen/listen-commands.ts'
import { listenToEvents } from './listen/listen-home.ts'
import { listenToLines } from './listen/listen-lines.ts'
import { listenToMessages } from './listen/listen-messages.ts'
import { listenToOptions } from './listen/listen-options.ts'
import { listenToPresses } from './listen/listen-presses.ts'
import { listenToViews } from './listen/listen-views.ts'
import { createHttpReceiver, type HttpReceiver } from './receive/http-receiver.ts'
import { keepFirst } from './receive/keep-first.ts'
import { checkLimits } from './render/check-limits.ts'
import { createProfiles } from './resolve-user.ts'
import { createChannels } from './send/channels.ts'
import { createSlackSender } from './send/sender.ts'
import { calling } from './send/slack-error.ts'
import { createWayIn } from './way-in.ts'
import { createAuthorize, createWorkspaceReader } from './workspace.ts'

export interface SlackBotParts extends KeepParts {
  config: SlackConfig
  services: Services
  /** How long a submission may be worked before it is answered "still working"; Slack waits 3,000 ms. */
  answerWithinMs?: number
}

export interface SlackBot {
  readonly platform: 'slack'
  readonly sender: Sender
  /** Slack brings people to the pages by links. */
  readonly wayIn: WayIn
  /** Adds Slack's endpoint in HTTP mode; nothing in Socket Mode. */
  mount(fastify: FastifyInstance): void
  /** Takes up what was left unfinished, and in Socket Mode connects. */
  start(): Promise<void>
  /** Takes nothing more and ends what is under way; close the server first. */
  stop(): Promise<void>
  /** Whether Slack takes our token. @throws PlatformRefused, RateLimited, PlatformUnreachable */
  checkAccess(): Promise<void>
  /** Everybody of the workspace with an e-mail. */
  readDirectory(): Promise<PlatformUser[]>
  doctor(options: { posted: readonly string[]; language: Language }): Promise<Finding[]>
}

const respondTimeoutMs = 5_000
const defaultAnswerWithinMs = 2_000

/** @throws ConfigError when a secret is missing, or a form or card of ours exceeds what Slack takes */
export function createSlackBot(parts: SlackBotParts): SlackBot {
  const { config, clock, log } = parts
  checkLimits(recordTypes)
  const clients = createClients(config, log)
  const channels = createChannels(clients.reads, clock)
  const readWorkspace = createWorkspaceReader(clients.reads)
  const desk: Desk = {
    services: parts.services,
    clients,
    channels,
    profiles: createProfiles(clients.quick, log),
    readWorkspace,
    clock,
    log,
    answerWithinMs: parts.answerWithinMs ?? defaultAnswerWithinMs,
  }
  const transport = createTransport(config, log, parts.meter)
  const receiver = keepFirst(transport, parts)
  const app = new App({
    receiver,
    authorize: createAuthorize(config.botToken, readWorkspace),
    convoStore: false,
    logger: boltLogger(log),
    clientOptions: {
      slackApiUrl: config.apiUrl,
      fetch: (url, init) =>
        fetch(url, { redirect: 'error', signal: AbortSignal.timeout(respondTimeoutMs), ...init }),
    },
  })
  // Bolt turns what this swallows into a silent 200.
  app.error(async (error) => {
    throw error
  })
  for (const listen of [
    listenToCommands,
    listenToViews,
    listenToLinking,
    listenToExcuses,
    listenToLines,
    listenToPresses,
    listenToOptions,
    listenToEvents,
    listenToMessages,
  ]) {
    listen(app, desk)
  }
  return {
    platform: 'slack',
    wayIn: createWayIn(readWorkspace),
    sender: createSlackSender({ clients, channels, log }),
    mount: (fastify) => {
      if ('mount' in transport) transport.mount(fastify)
    },
    start: async () => {
      // Known before the first delivery asks; if Slack is away now, that delivery asks again.
      await readWorkspace().catch((error) => log.warn({ err: error }, 'auth.test failed at start'))
      await app.start()
    },
    stop: async () => {
      await app.stop()
      await receiver.drain()
    },
    checkAccess: async () => {
      await calling(clients.reads.auth.test())
    },
    readDirectory: async () => readDirectory(clients.reads, await readWorkspace()),
    doctor: ({ posted, language }) => checkSlack({ clients, channels, posted, language }),
  }
}

function createTransport(
  config: SlackConfig,
  log: Logger,
  meter: Meter = noMeter,
): HttpReceiver | SocketModeReceiver {
  const { mode, signingSecret, appToken, apiUrl } = config
  if (mode === 'http') {
    if (!signingSecret) throw new ConfigError(['SLACK_SIGNING_SECRET is missing'])
    // A signature ages in real time, whatever day a demonstration plays.
    return createHttpReceiver({ signingSecret, clock: systemClock, log, meter })
  }
  if (!appToken) throw new ConfigError(['SLACK_APP_TOKEN is missing'])
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    // Without an acknowledgement Slack delivers again; Bolt would acknowledge a failed authorization.
    processEventErrorHandler: async ({ error }) => {
      log.error({ err: error }, 'a delivery was not acknowledged')
      return false
    },
  })
  const { client } = receiver
  let isConnected = false
  client.on('connected', () => {
    isConnected = true
  })
  for (const end of ['reconnecting', 'disconnecting', 'disconnected', 'close'])
    client.on(end, () => {
      isConnected = false
    })
  meter.show('connected', { platform: 'slack', way: 'socket-mode' }, () => Number(isConnected))
  return receiver
}
