import type { Actor } from '../access/actor.ts'
import type { Option } from '../forms/form.ts'
import { meanName } from '../services/forms/mean-name.ts'
import type { Chat } from './chat.ts'

/** What a typed name may mean; `value` only where it is sure. */
export interface Meant {
  typed: string
  value?: string
  /** What stands beside the name, as typed. */
  rest: string
  /** To choose from, last of all a new one. */
  options: readonly Option[]
  /** The new one, where there may be one. */
  added?: Option
}

/** What is chosen of what was offered: by its number, as it stands on the button, or 新建 for a new one. */
export function findChosen({ options, added }: Meant, text: string): Option | undefined {
  const typed = text.trim()
  if (/^(?:新建|新增|new|add)$/i.test(typed)) return added
  return options[Number(typed) - 1] ?? options.find(({ label }) => label === typed)
}

export async function findMeant({ office }: Chat, actor: Actor, of: string, typed: string): Promise<Meant> {
  const { known, added, ...meant } = await meanName(office, actor, { of, typed })
  const [one] = added
  return { ...meant, typed, options: [...known, ...added], ...(one ? { added: one } : {}) }
}
