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
  log: Logger
}

/** Who the clock acts as: sweeps and jobs have no person. */
export const clockworkPlatform = 'clock'

/** The actor's own today: prompts and dates are in the person's zone, deadlines in the policy's. */
export const todayOf = (office: Office, actor: Actor): string => localOf(office.clock.now(), actor.zone).day
