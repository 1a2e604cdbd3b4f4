/** Prints the two secrets that seal patient data, ready for .env. */
import { randomBytes } from 'node:crypto'

const key = () => randomBytes(32).toString('base64')
console.log(`VAULT_KEYS=k${new Date().getFullYear()}:${key()}\nVAULT_LOOKUP_KEY=${key()}`)
