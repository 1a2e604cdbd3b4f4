/** Prints the two secrets that seal patient data, ready for .env. */
import { randomBytes } from 'node:crypto'

const key = () => randomBytes(32).toString('base64')
// Never an id that an older key has: each sealed answer names the key that opens it.
const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(2).toString('hex')}`
console.log(`VAULT_KEYS=${id}:${key()}\nVAULT_LOOKUP_KEY=${key()}`)
