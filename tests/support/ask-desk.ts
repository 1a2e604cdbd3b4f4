import { inject } from 'vitest'

/** What the whole run shares, made when it is first asked for; see desk.ts. */
export async function askDesk(path: '/sqlite' | '/postgresql' | '/product' | '/page'): Promise<string> {
  const response = await fetch(`${inject('desk')}${path}`)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
