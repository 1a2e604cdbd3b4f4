import { z } from 'zod'
import { type FormPurpose, purposeSchema } from '../../../src/forms/form.ts'
import { type Pages, pagesSchema } from './home-pages.ts'

/** The lines of a repeated group: each keeps its key while others come and go, so that Slack keeps what was typed. */
export interface Lines {
  keys: readonly number[]
  /** The key of the next line; a key is never used twice, lest a new line show what a removed one held. */
  next: number
}

/** What a form's view carries along in private_metadata. */
export interface FormNote {
  purpose: FormPurpose
  lines: Readonly<Record<string, Lines>>
  /** Raised to force new initial values: the same block id keeps what was typed. */
  version: number
  /** The pages of the Home that it was opened from; absent when it came from elsewhere. */
  home?: Pages
}

const schema = z.object({
  p: purposeSchema,
  l: z.record(z.string(), z.tuple([z.array(z.number().int()), z.number().int()])).default({}),
  v: z.number().int().default(0),
  h: pagesSchema.exactOptional(),
})

export function writeNote({ purpose, lines, version, home }: FormNote): string {
  const l = Object.fromEntries(Object.entries(lines).map(([name, { keys, next }]) => [name, [keys, next]]))
  return JSON.stringify({ p: purpose, l, v: version, h: home })
}

/** @throws z.ZodError or SyntaxError when the view is not one of our forms */
export function readNote(privateMetadata: string): FormNote {
  const { p, l, v, h } = schema.parse(JSON.parse(privateMetadata))
  const lines = Object.fromEntries(
    Object.entries(l).map(([name, [keys, next]]) => [name, { keys, next }] as const),
  )
  return { purpose: p, lines, version: v, ...(h ? { home: h } : {}) }
}

/** Fresh keys for `count` lines. */
export const numberLines = (count: number): Lines => ({ keys: [...Array(count).keys()], next: count })

/** `goals`, in a line `visits:3:customer`; from the second version on with `~1`. */
export function blockIdOf(
  place: { name: string; line?: { group: string; key: number } },
  version: number,
): string {
  const path = place.line ? `${place.line.group}:${place.line.key}:${place.name}` : place.name
  return version === 0 ? path : `${path}~${version}`
}

export interface BlockPlace {
  name: string
  line?: { group: string; key: number }
}

/** The inverse of `blockIdOf`; whatever its version. */
export function readBlockId(blockId: string): BlockPlace {
  const path = blockId.replace(/~\d+$/, '')
  const [, group, key, name] = /^(.+?):(\d+):(.+)$/.exec(path) ?? []
  if (group === undefined || name === undefined) return { name: path }
  return { name, line: { group, key: Number(key) } }
}
