import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { registerActRoutes } from './control/act-routes.ts'
import { ControlError } from './control/control-error.ts'
import { registerViewRoutes } from './control/view-routes.ts'
import { registerWaitRoutes } from './control/wait-routes.ts'
import { registerWecomActRoutes } from './control/wecom/act-routes.ts'
import { registerWecomBotRoutes } from './control/wecom/bot-routes.ts'
import { registerWecomPhoneRoutes } from './control/wecom/phone-routes.ts'
import { registerWecomViewRoutes } from './control/wecom/view-routes.ts'
import { registerWecomWorldRoutes } from './control/wecom/world-routes.ts'
import { registerWorldRoutes } from './control/world-routes.ts'
import { type FixtureInput, parseFixture, readDemoFixture } from './fixture.ts'
import { registerSlackRoutes } from './slack/api/routes.ts'
import { createLocalSlack, type LocalSlack } from './slack/local-slack.ts'
import { createWebviews, type Webviews } from './webview/webviews.ts'
import type { BotAccount } from './wecom/aibot/local-bot.ts'
import { acceptBot } from './wecom/aibot/socket.ts'
import { registerWecomRoutes } from './wecom/api/routes.ts'
import { createLocalWecom, type LocalWecom, type WecomAccount } from './wecom/local-wecom.ts'
import { createWorld } from './world/create-world.ts'

export interface SandboxOptions {
  /** 0 picks a free one */
  port?: number
  signingSecret?: string
  botToken?: string
  appToken?: string
  fixture?: FixtureInput
  /** sandbox time at the start; now when not given */
  now?: Date
  /** 1 = real speed, 0 = frozen */
  clockRate?: number
  rateLimited?: boolean
  /** how long the app has to acknowledge; only tests of failures want less than Slack's 3,000 */
  ackTimeoutMs?: number
  /** how long a trigger opens a modal; only stories that are not about being late want more than Slack's 3,000 */
  triggerLifetimeMs?: number
  /** WeCom's application in the console; what is left out has a local default */
  wecom?: Partial<WecomKeys>
  /** how long the app has to answer a WeCom callback; only tests of failures want less than its 5,000 */
  callbackTimeoutMs?: number
  /** how many calls and deliveries are remembered; only who reads all of a long story wants more than 5,000 */
  keptTraffic?: number
}

interface WecomKeys extends WecomAccount {
  token: string
  encodingAesKey: string
}

export interface Sandbox {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** what the app takes as Slack's API address, with the slash at its end */
  readonly slackApiUrl: string
  readonly signingSecret: string
  readonly botToken: string
  readonly appToken: string
  /** `apiUrl` is what the app takes as WeCom's address, with the slash at its end */
  readonly wecom: WecomKeys & { readonly apiUrl: string; readonly bot: BotAccount & { readonly url: string } }
  close(): Promise<void>
}

/** Below WeCom's address; the real one has a host of its own. */
const BOT_PATH = '/aibot'
const MOST_BODY_BYTES = 64 * 1024 * 1024

/** What a console would have drawn up; an EncodingAESKey has 43 letters and digits. */
const LOCAL_WECOM: WecomKeys = {
  corpId: 'wwf1e1d9057a0c0a11',
  agentId: 1000002,
  secret: 'local-sandbox-wecom-app-secret',
  token: 'LocalSandboxWecomToken',
  encodingAesKey: 'LocalSandboxEncodingAesKeyForFieldpostTests',
}

const LOCAL_BOT: BotAccount = { id: 'aibLocalSandboxSmartBot', secret: 'local-sandbox-smart-bot-secret' }

/**
 * Starts a local Slack and a local WeCom on this machine only: their APIs, deliveries, the control API and, when
 * built, the page.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const secrets = {
    signingSecret: options.signingSecret ?? 'local-signing-secret',
    botToken: options.botToken ?? 'xoxb-local-sandbox-bot-token',
    appToken: options.appToken ?? 'xapp-1-local-sandbox-app-token',
  }
  const world = createWorld(options.now?.getTime() ?? null, options.clockRate ?? 1, options.keptTraffic)
  const fixture = options.fixture ? parseFixture(options.fixture) : readDemoFixture()
  const rateLimited = options.rateLimited ?? true
  const { ackTimeoutMs = 3000, triggerLifetimeMs = 3000 } = options
  const slack = createLocalSlack({ secrets, fixture, rateLimited, ackTimeoutMs, triggerLifetimeMs }, world)
  const { token, encodingAesKey, ...account } = { ...LOCAL_WECOM, ...options.wecom }
  const callbackTimeoutMs = options.callbackTimeoutMs ?? 5000
  const wecom = createLocalWecom(
    { account, bot: LOCAL_BOT, token, encodingAesKey, fixture, rateLimited, callbackTimeoutMs },
    world,
  )
  const webviews = openWebviews(wecom)
  const app = await buildServer(slack, wecom, webviews)
  slack.baseUrl = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  wecom.baseUrl = `${slack.baseUrl}/wecom`
  const sockets = serveSockets(app, slack, wecom)
  return {
    url: slack.baseUrl,
    slackApiUrl: `${slack.baseUrl}/api/`,
    ...secrets,
    wecom: {
      apiUrl: `${wecom.baseUrl}/`,
      ...account,
      token,
      encodingAesKey,
      bot: { ...LOCAL_BOT, url: `${wecom.baseUrl.replace(/^http/, 'ws')}${BOT_PATH}` },
    },
    async close() {
      slack.clock.close()
      slack.socket.killAll()
      for (const { socket } of wecom.bot.open) socket.terminate()
      sockets.close()
      // Faults may hold requests open for ever: they end here.
      app.server.closeAllConnections()
      await app.close()
      await webviews.close()
    },
  }
}

async function buildServer(
  slack: LocalSlack,
  wecom: LocalWecom,
  webviews: Webviews,
): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: MOST_BODY_BYTES, forceCloseConnections: true })
  // Slack's API answers bad bodies in its own words, so nothing is parsed before it has seen them.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => {
    const { origin, host } = request.headers
    if (!isLocal(`http://${host}`) || (origin && !isLocal(origin))) {
      await reply
        .code(403)
        .send({ error: { code: 'not_local', message: 'this server is for this machine only' } })
      return
    }
    if (origin) {
      reply.header('access-control-allow-origin', origin)
      reply.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
      reply.header('access-control-allow-headers', 'content-type')
    }
    if (request.method === 'OPTIONS') return reply.code(204).send()
    return undefined
  })
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ControlError) return reply.code(error.status).send(error.toBody())
    const message = error instanceof Error ? error.message : String(error)
    return reply.code(500).send({ error: { code: 'internal', message } })
  })
  registerSlackRoutes(app, slack)
  registerWecomRoutes(app, wecom)
  app.get('/clock', () => slack.clock.reading())
  await app.register(
    async (control) => {
      registerViewRoutes(control, slack)
      registerActRoutes(control, slack)
      registerWaitRoutes(control, slack)
      registerWorldRoutes(control, slack, wecom)
    },
    { prefix: '/control' },
  )
  await app.register(
    async (control) => {
      registerWecomViewRoutes(control, wecom)
      registerWecomActRoutes(control, wecom)
      registerWecomBotRoutes(control, wecom)
      registerWecomPhoneRoutes(control, wecom, webviews)
      registerWecomWorldRoutes(control, wecom)
    },
    { prefix: '/control/wecom' },
  )
  await servePage(app)
  return app
}

/** The real authorize page stands at a fixed address; phones of this sandbox find the local one behind it. */
const REAL_AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize'

function openWebviews(wecom: LocalWecom): Webviews {
  const webviews = createWebviews({
    readTarget(userid, url) {
      const authorize = `${wecom.baseUrl}/connect/oauth2/authorize`
      const address = `${url.origin}${url.pathname}`
      if (address !== authorize && address !== REAL_AUTHORIZE) return url
      const target = new URL(`${authorize}${url.search}`)
      target.searchParams.set('as', userid)
      return target
    },
    isLocal: (url) => isLocal(url.href),
    nowMs: wecom.clock.nowMs,
    onPage: (user) => wecom.changes.emit('wecom-page', { user }),
  })
  wecom.changes.subscribe(({ kind }) => {
    if (kind === 'reset') webviews.reset()
  })
  return webviews
}

async function servePage(app: FastifyInstance): Promise<void> {
  const root = fileURLToPath(new URL('./page/dist/', import.meta.url))
  if (existsSync(root)) {
    await app.register(fastifyStatic, { root })
    return
  }
  app.get('/', (_request, reply) =>
    reply.type('text/plain').send('The page is not built; the control API is at /control.'),
  )
}

function serveSockets(app: FastifyInstance, slack: LocalSlack, wecom: LocalWecom): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true })
  app.server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', slack.baseUrl)
    if (url.pathname === `/wecom${BOT_PATH}`) {
      sockets.handleUpgrade(request, socket, head, (connection) => acceptBot(wecom, connection))
      return
    }
    if (url.pathname !== '/link/') {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      slack.socket.accept(connection, url.searchParams.get('ticket') ?? '', slack.workspace.bot.appId)
    })
  })
  return sockets
}

/** Refuses pages of other sites that reach for this server through the visitor's browser. */
function isLocal(address: string): boolean {
  return URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname)
}
