import type { WebClient } from '@slack/web-api'
import type { Clock } from '../../../src/clock.ts'
import type { Destination } from '../../../src/delivery/sender.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import { calling } from './slack-error.ts'

/** Where messages go, as Slack's ids. */
export interface Channels {
  /** @throws PlatformRefused when there is no such channel, or the bot has not been invited to a private one */
  resolve(to: Destination): Promise<string>
  /** Reads the list again when next asked, because the bot has joined a channel. */
  forgetNames(): void
}

/** conversations.list is of the slowest tier, so that a misspelt name must not ask it again and again. */
const minListIntervalMs = 60_000

export function createChannels(reads: WebClient, clock: Clock): Channels {
  const direct = new Map<string, string>()
  let byName = new Map<string, string>()
  let listedAtMs = -Infinity

  const openDirect = async (user: string): Promise<string> => {
    const known = direct.get(user)
    if (known) return known
    const { channel } = await calling(reads.conversations.open({ users: user }))
    if (!channel?.id) throw new PlatformRefused('no_channel')
    direct.set(user, channel.id)
    return channel.id
  }

  const list = async (): Promise<void> => {
    const found = new Map<string, string>()
    let cursor = ''
    do {
      const page = await calling(
        reads.conversations.list({
          types: 'public_channel,private_channel',
          exclude_archived: true,
          limit: 1000,
          ...(cursor ? { cursor } : {}),
        }),
      )
      for (const { id, name } of page.channels ?? []) if (id && name) found.set(name, id)
      cursor = page.response_metadata?.next_cursor ?? ''
    } while (cursor)
    byName = found
  }

  return {
    resolve: async (to) => {
      if (to.kind === 'person') return openDirect(to.platformUserId)
      const name = to.channel.replace(/^#/, '')
      // Names are lower case, ids are not: they cannot be taken for each other.
      if (/^[CG][A-Z0-9]{7,}$/.test(name)) return name
      const nowMs = clock.now().getTime()
      if (!byName.has(name) && Math.abs(nowMs - listedAtMs) >= minListIntervalMs) {
        await list()
        listedAtMs = nowMs
      }
      const id = byName.get(name)
      if (!id) throw new PlatformRefused(`channel_not_found: ${name}`)
      return id
    },
    forgetNames: () => {
      listedAtMs = -Infinity
    },
  }
}
