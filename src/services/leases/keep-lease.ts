import type { Logger } from 'pino'
import type { Clock } from '../../clock.ts'
import { dropLease, takeLease } from '../../store/leases.ts'
import type { Store } from '../../store/open-store.ts'

export interface LeaseOptions {
  store: Store
  name: string
  /** Names this process among several. */
  owner: string
  /** Real time, whatever day a demonstration plays. */
  clock: Clock
  log: Logger
  /** How long it is held without being renewed, and how often that is tried. */
  leaseMs: number
  beatMs: number
  /** What this process says of itself, for people who look. */
  note(): string
  /** It is this process's now. */
  onTaken(): Promise<void>
  /** It is not any more, or may be another's by now: what stood under it must end. */
  onLost(): Promise<void>
}

export interface KeptLease {
  readonly isHeld: boolean
  start(): Promise<void>
  /** Tries at once instead of at the next beat; whether it is held. */
  beat(): Promise<boolean>
  /** Ends what stood under it and lets another have it. */
  stop(): Promise<void>
}

/**
 * Wants the lease for as long as the process lives, so that exactly one of several has it. Who cannot renew it in time,
 * because the database is away, gives it up by the same clock by which another takes it.
 */
export function keepLease(options: LeaseOptions): KeptLease {
  const { store, name, owner, clock, log, leaseMs, beatMs } = options
  let heldTill: number | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let beating: Promise<unknown> = Promise.resolve()
  // A SQLite file has one process: who held the lease before has died.
  let isFirst = store.provider === 'sqlite'

  const lose = async (why: string) => {
    heldTill = undefined
    log.warn({ lease: name, why }, 'lost what one process alone may have')
    await options.onLost()
  }

  const tryOnce = async () => {
    if (isStopped) return
    const now = clock.now()
    const claim = { name, owner, leaseMs, now, note: options.note(), isOnlyProcess: isFirst }
    try {
      const isTaken = await takeLease(store, claim)
      isFirst = false
      if (!isTaken) {
        if (heldTill !== undefined) await lose('another has it')
        return
      }
      const isNew = heldTill === undefined
      heldTill = now.getTime() + leaseMs
      if (isNew) {
        log.info({ lease: name }, 'took what one process alone may have')
        await options.onTaken()
      }
    } catch (err) {
      log.error({ err, lease: name }, 'a lease could not be renewed')
      if (heldTill !== undefined && clock.now().getTime() + beatMs >= heldTill)
        await lose('not renewed in time')
    }
  }

  const beat = async () => {
    const mine = beating.then(tryOnce)
    beating = mine
    await mine
    return heldTill !== undefined
  }

  return {
    get isHeld() {
      return heldTill !== undefined
    },
    beat,
    start: async () => {
      await beat()
      const next = () => {
        timer = setTimeout(() => void beat().finally(() => !isStopped && next()), beatMs)
        timer.unref()
      }
      next()
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await beating
      if (heldTill === undefined) return
      heldTill = undefined
      await options.onLost()
      await dropLease(store, { name, owner, now: clock.now(), note: 'stopped' }).catch((err) =>
        // It runs out by itself.
        log.warn({ err, lease: name }, 'a lease could not be given back'),
      )
    },
  }
}
