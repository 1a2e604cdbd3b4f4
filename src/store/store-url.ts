import { ConfigError } from '../errors.ts'

export type StoreTarget = { provider: 'sqlite'; file: string } | { provider: 'postgresql'; url: string }

/** `file:./data/fieldpost.db` (relative to the working directory) or `postgresql://…`. Throws ConfigError. */
export function parseStoreUrl(url: string): StoreTarget {
  if (/^postgres(ql)?:\/\//.test(url)) return { provider: 'postgresql', url }
  const file = /^file:(.+)$/.exec(url)?.[1]
  if (file && !file.includes(':memory:')) return { provider: 'sqlite', file }
  // The address may hold a password, so only its kind is repeated.
  const scheme = url.split(':')[0] ?? ''
  throw new ConfigError([
    `the database address starts with "${scheme}:"; it must be file:<path> or postgresql://<user>@<host>/<database>`,
  ])
}
