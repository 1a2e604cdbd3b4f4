import type { Logger } from 'pino'
import type { Actor } from '../access/actor.ts'
import { localOf } from '../calendar/zones.ts'
import type { Clock } from '../clock.ts'
import type { PolicyBook } from '../policy/policy-book.ts'
import type { Store } from '../store/open-store.ts'
import type { Vault } from '../vault/vault.ts'

/** What every use-case works with; made once by the composer. */
export interface Office {
  store: Store
  clock: Clock
  policies: PolicyBook
  vault: Vault
  /** Where our own pages are reached, without a slash at the end. */
  publicUrl: string
  /** Set for jobs: when something that nobody waits for should leave. */
  unhurried?: Unhurried
  /** Set where directories are followed: an administrator can be told from now on. */
  adminLinked?: () => void
  /** Set for jobs of the running product: the platforms that it talks with. */
  platforms?: readonly ConnectedPlatform[]
  log: Logger
}

export interface ConnectedPlatform {
  platform: string
  /** Whether it lets us in, asked anew. @throws PlatformRefused, RateLimited, PlatformUnreachable */
  checkAccess(): Promise<void>
}

/** A moment from `at` on at which a platform is not crowded, the same for everything to one target. */
export type Unhurried = (to: { platform: string; target: string }, at: Date) => Date

/** Who the clock acts as: sweeps and jobs have no person. */
export const clockworkPlatform = 'clock'

/** Where what an administrator calls on the server itself comes from. */
export const consolePlatform = 'console'

/** The actor's own today: prompts and dates are in the person's zone, deadlines in the policy's. */
export const todayOf = (office: Office, actor: Actor): string => localOf(office.clock.now(), actor.zone).day
