import { randomInt } from 'node:crypto'
import type { Fixture } from '../fixture.ts'
import type { World } from '../world/create-world.ts'
import { type BotAccount, createLocalBot, type LocalBot } from './aibot/local-bot.ts'
import { loadCorp } from './corp/load-corp.ts'
import type { Corp } from './corp/model.ts'
import { createWecomFaults, type WecomFaultBoard } from './faults.ts'
import { createQuotas, type Quotas } from './quotas.ts'
import { createTokenDesk, type TokenDesk } from './tokens.ts'
import type { Menu } from './validation/menu.ts'

/** What the admin's console shows of a self-built app; the product is configured with it. */
export interface WecomAccount {
  corpId: string
  agentId: number
  secret: string
}

/** What the admin has typed into the console. */
export interface WecomApp {
  callbackUrl: string | null
  token: string
  encodingAesKey: string
  /** host and port that OAuth may send people back to; null: any address of this machine */
  oauthDomain: string | null
  /** null: nobody has made one, any key is handed over */
  menu: Menu | null
}

/** Everything one local WeCom knows: the company, the app, and whose phone is in hand. */
export interface LocalWecom extends World {
  /** `http://127.0.0.1:<port>/wecom`, known once the server listens */
  baseUrl: string
  readonly account: WecomAccount
  readonly tokens: TokenDesk
  readonly faults: WecomFaultBoard
  readonly quotas: Quotas
  /** real milliseconds the app has to answer a callback */
  readonly callbackTimeoutMs: number
  app: WecomApp
  corp: Corp
  readonly bot: LocalBot
  /** whose phone opens OAuth pages that do not say; a userid */
  phone: string | null
  /** callbacks that wait until another one has gone out before them */
  heldBack: (() => void)[]
  nowSeconds(): number
  /**
   * Seconds for an event's CreateTime, never the same twice for what else looks alike: apps tell events apart by
   * it, and on a frozen clock every second press would look like a repetition of the first.
   */
  nextEventSeconds(alike: string): number
  /** A number beyond 2^53, in digits: whoever parses it as a JavaScript number loses its end. */
  nextMsgId(): string
  reset(fixture: Fixture): void
}

export interface WecomSettings {
  account: WecomAccount
  bot: BotAccount
  token: string
  encodingAesKey: string
  fixture: Fixture
  rateLimited: boolean
  callbackTimeoutMs: number
}

const MOST_AHEAD_S = 60

export function createLocalWecom(settings: WecomSettings, world: World): LocalWecom {
  const { clock, changes } = world
  // Random on purpose: apps remember message ids to drop duplicates, also those of the sandbox's last run.
  let lastMsgId = 7_000_000_000_000_000_000n + BigInt(randomInt(2 ** 47)) * 1000n
  const lastSeconds = new Map<string, number>()
  const wecom: LocalWecom = {
    ...world,
    baseUrl: '',
    account: settings.account,
    tokens: createTokenDesk(clock.nowMs),
    faults: createWecomFaults((id) => changes.emit('wecom-app', { id })),
    quotas: createQuotas(clock.elapsedMs, settings.rateLimited),
    callbackTimeoutMs: settings.callbackTimeoutMs,
    app: {
      callbackUrl: null,
      token: settings.token,
      encodingAesKey: settings.encodingAesKey,
      oauthDomain: null,
      menu: null,
    },
    corp: loadCorp(settings.fixture),
    bot: createLocalBot(settings.bot),
    phone: null,
    heldBack: [],
    nowSeconds: () => Math.floor(clock.nowMs() / 1000),
    nextEventSeconds(alike) {
      const now = wecom.nowSeconds()
      const last = lastSeconds.get(alike) ?? 0
      // A last one far ahead comes from before the clock was set back.
      const next = last >= now && last < now + MOST_AHEAD_S ? last + 1 : now
      lastSeconds.set(alike, next)
      return next
    },
    nextMsgId() {
      lastMsgId += 1n
      return String(lastMsgId)
    },
    reset(fixture) {
      wecom.corp = loadCorp(fixture)
      wecom.phone = null
      wecom.heldBack = []
      wecom.bot.hidesUserIds = false
      for (const each of [wecom.bot.requests, wecom.bot.spoken, wecom.bot.uploads]) each.clear()
      lastSeconds.clear()
      wecom.faults.clear()
      wecom.quotas.reset()
    },
  }
  return wecom
}
