import type { Actor } from '../access/actor.ts'
import type { Option } from '../forms/form.ts'
import { searchOptions } from '../services/forms/search-options.ts'
import type { Chat } from './chat.ts'

/** What a typed name may mean; `value` only where it is sure. */
export interface Meant {
  typed: string
  value?: string
  options: readonly Option[]
}

const offeredAtMost = 8

export async function findMeant({ office }: Chat, actor: Actor, of: string, typed: string): Promise<Meant> {
  const options = await searchOptions(office, actor, { of, query: typed, limit: offeredAtMost })
  const exact = options.filter(({ label }) => label === typed)
  const [one, ...more] = exact.length > 0 ? exact : options
  return { typed, options, ...(one && more.length === 0 ? { value: one.value } : {}) }
}
