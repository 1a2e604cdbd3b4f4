import type { Fixture } from '../fixture.ts'
import type { World } from '../world/create-world.ts'
import { type AppConfig, defaultAppConfig } from './app-config.ts'
import { createResponseUrls, type ResponseUrls } from './delivery/response-urls.ts'
import { createSocketHub, type SocketHub } from './delivery/socket-hub.ts'
import { createFaultBoard, type FaultBoard } from './faults.ts'
import { createTsMaker } from './ids.ts'
import { createRateLimits, type RateLimits } from './rate-limits.ts'
import { createTriggers, type TriggerRegistry } from './triggers.ts'
import { createUploadDesk, type UploadDesk } from './workspace/files.ts'
import { loadWorkspace } from './workspace/load-workspace.ts'
import type { Workspace } from './workspace/model.ts'

interface Secrets {
  signingSecret: string
  botToken: string
  appToken: string
}

/** Everything one local Slack knows: the workspace, the app, time, and what is going on. */
export interface LocalSlack extends World {
  /** `http://127.0.0.1:<port>`, known once the server listens */
  baseUrl: string
  readonly secrets: Secrets
  readonly faults: FaultBoard
  readonly limits: RateLimits
  readonly triggers: TriggerRegistry
  readonly responseUrls: ResponseUrls
  readonly socket: SocketHub
  readonly uploads: UploadDesk
  /** real milliseconds the app has to acknowledge; Slack's 3,000 unless a test shortens it */
  readonly ackTimeoutMs: number
  app: AppConfig
  workspace: Workspace
  fixture: Fixture
  nextTs(): string
  /** unix seconds of sandbox time */
  nowSeconds(): number
}

export interface SlackSettings {
  secrets: Secrets
  fixture: Fixture
  rateLimited: boolean
  ackTimeoutMs: number
  triggerLifetimeMs: number
}

export function createLocalSlack(settings: SlackSettings, world: World): LocalSlack {
  const { clock, changes } = world
  const makeTs = createTsMaker()
  const faults = createFaultBoard((id) => changes.emit('fault', { id }))
  return {
    ...world,
    baseUrl: '',
    secrets: settings.secrets,
    faults,
    limits: createRateLimits(clock.elapsedMs, settings.rateLimited),
    triggers: createTriggers(clock.elapsedMs, settings.triggerLifetimeMs),
    responseUrls: createResponseUrls(clock.nowMs),
    socket: createSocketHub(changes, faults),
    uploads: createUploadDesk(),
    ackTimeoutMs: settings.ackTimeoutMs,
    app: defaultAppConfig(settings.fixture.bot.name),
    workspace: loadWorkspace(settings.fixture, clock.nowMs()),
    fixture: settings.fixture,
    nextTs: () => makeTs(clock.nowMs()),
    nowSeconds: () => Math.floor(clock.nowMs() / 1000),
  }
}
