import { randomBytes, randomInt } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * An id in Slack's form (`V07K2M…`). Random on purpose: apps remember view and event ids to drop duplicates, so a
 * counter that restarts with the sandbox would make fresh submissions look like old ones.
 */
export function makeId(prefix: string): string {
  let id = `${prefix}0`
  for (let i = 0; i < 9; i++) id += ALPHABET[randomInt(ALPHABET.length)]
  return id
}

/** The short id Slack gives a block or element that came without one. */
export function makeShortId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5)
}

export function makeSecret(): string {
  return randomBytes(16).toString('hex')
}

export type TsMaker = (nowMs: number) => string

/** Message timestamps: seconds with six decimals, never the same twice even on a frozen clock. */
export function createTsMaker(): TsMaker {
  const lastOfMs = new Map<number, number>()
  return (nowMs) => {
    // Only the current millisecond can still grow while time runs; the map matters when the clock is frozen or set back.
    const micros = (lastOfMs.get(nowMs) ?? nowMs * 1000) + 1
    lastOfMs.set(nowMs, micros)
    return formatTs(micros)
  }
}

function formatTs(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
}

/** Orders two message timestamps as Slack does: by time, as numbers. */
export function compareTs(a: string, b: string): number {
  return Number(a) - Number(b)
}
