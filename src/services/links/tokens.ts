import { randomBytes } from 'node:crypto'
import type { Office } from '../office.ts'

/** 256 random bits in 43 letters that stand in an address as they are. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/**
 * What is stored of a token: its HMAC under the house's own key. From a stored row no link can be made, and whoever
 * can write rows but lacks the key cannot make a row for a token of their own: this is what signs a link.
 */
export const hashToken = (
  office: Office,
  kind: 'link' | 'session' | 'browser' | 'state',
  token: string,
): string => office.vault.lookup(`${kind}-token:${token}`)
