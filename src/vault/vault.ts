/**
 * Seals what must not be read in a database file: AES-256-GCM with the record and field as associated data, so that
 * a sealed answer cannot be moved to another record. The first key seals, all of them open: rotation is adding a
 * key in front. Look-up uses HMAC-SHA-256 under a key of its own, which rotation leaves alone.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

export interface VaultKey {
  id: string
  /** 32 bytes. */
  key: Uint8Array
}

export interface Sealed {
  keyId: string
  sealed: Uint8Array<ArrayBuffer>
}

export interface Vault {
  /** Id of the key that seals. */
  readonly newest: string
  /** Whether what this key sealed can be opened. */
  has(keyId: string): boolean
  seal(plain: string, place: string): Sealed
  /** @throws Error when the key is unknown or the seal is broken; its text holds no part of the answer */
  open(sealed: { keyId: string; sealed: Uint8Array }, place: string): string
  /** Equal texts have equal look-ups; nothing else can be told from one. */
  lookup(text: string): string
}

const nonceBytes = 12
const tagBytes = 16

export function createVault(keys: readonly VaultKey[], lookupKey: Uint8Array): Vault {
  const byId = new Map(keys.map((k) => [k.id, k.key]))
  const first = keys[0]
  if (!first) throw new TypeError('a vault needs a key')
  return {
    newest: first.id,
    has: (keyId) => byId.has(keyId),
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return { keyId: first.id, sealed: new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body])) }
    },
    open({ keyId, sealed }, place) {
      const key = byId.get(keyId)
      if (!key) throw new Error(`no vault key ${keyId}`)
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes + tagBytes)),
        decipher.final(),
      ]).toString('utf8')
    },
    lookup: (text) => createHmac('sha256', lookupKey).update(text.normalize('NFKC')).digest('base64url'),
  }
}
