import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import { z } from 'zod'
import { msPerHour, msPerMinute } from '../../../src/clock.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { toAppError } from '../client/wecom-error.ts'
import type { Menu } from './build-menu.ts'

/** Nobody has made one yet. */
const noMenu = 46003

const leaf = z.object({
  name: z.string(),
  type: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
})
/** WeCom gives empty lists to buttons that have none below, and fields of kinds that are not ours. */
const standing = z.object({ button: z.array(leaf.extend({ sub_button: z.array(leaf).optional() })) })

export interface MenuParts {
  client: WecomClient
  agentId: number
  menu: Menu
}

/** Whether the menu that stands is ours. @throws PlatformRefused, RateLimited, PlatformUnreachable */
export async function isMenuSet({ client, agentId, menu }: MenuParts): Promise<boolean> {
  const answer = await client.ask('menu/get', { query: { agentid: String(agentId) } })
  if (answer.errcode === noMenu) return false
  if (answer.errcode !== 0) throw toAppError('menu/get', answer.errcode)
  const read = standing.safeParse(answer)
  return read.success && isDeepStrictEqual(read.data.button.map(bare), menu.button)
}

function bare({ name, sub_button: below, ...rest }: z.infer<typeof standing>['button'][number]) {
  if (below && below.length > 0) return { name, sub_button: below }
  return { name, ...rest }
}

/** Makes the menu unless it stands already. @throws PlatformRefused, RateLimited, PlatformUnreachable */
export async function setMenu(parts: MenuParts): Promise<'stood' | 'made'> {
  if (await isMenuSet(parts)) return 'stood'
  const query = { agentid: String(parts.agentId) }
  const answer = await parts.client.ask('menu/create', { query, body: parts.menu })
  if (answer.errcode !== 0) throw toAppError('menu/create', answer.errcode)
  return 'made'
}

const firstRetryMs = msPerMinute
const lastRetryMs = msPerHour

/**
 * Sees that the menu is there, now or as soon as WeCom lets it: an app works without one, so nothing waits for it. What
 * an administrator has to mend is tried again every hour.
 */
export function keepMenu(parts: MenuParts & { log: Logger }): { stop(): void } {
  const { log } = parts
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const attempt = async (retryMs: number) => {
    try {
      log.info({ menu: await setMenu(parts) }, 'menu set')
    } catch (error) {
      log.warn({ err: error, retryMs }, 'the menu could not be set')
      if (isStopped) return
      const next = error instanceof PlatformRefused ? lastRetryMs : Math.min(retryMs * 2, lastRetryMs)
      timer = setTimeout(() => void attempt(next), retryMs).unref()
    }
  }
  void attempt(firstRetryMs)
  return {
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
