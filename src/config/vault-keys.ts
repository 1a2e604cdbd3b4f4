import { z } from 'zod'

const keyBytes = 32
const toKey = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

export const vaultKeys = z
  .string()
  .transform((text) =>
    text.split(',').map((pair) => {
      const [id = '', key = ''] = pair.split(':')
      return { id: id.trim(), key: toKey(key) }
    }),
  )
  .refine(
    (keys) => keys.every(({ id, key }) => /^[\w-]+$/.test(id) && key.length === keyBytes),
    'must be id:key pairs, each key 32 bytes in base64; make one with: npm run keys',
  )
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    'has two keys of one id: what one sealed the other cannot open. Give the new key a new id, the old one keeps its own',
  )

export const lookupKey = z
  .string()
  .transform(toKey)
  .refine((key) => key.length === keyBytes, 'must be 32 bytes in base64; make one with: npm run keys')
