import type { Context, RespondFn } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Actor } from '../../src/access/actor.ts'
import type { Clock } from '../../src/clock.ts'
import type { Language } from '../../src/i18n/translate.ts'
import type { DeliveryContext } from '../../src/receiving/keep-deliveries.ts'
import type { Services } from './bind-services.ts'
import type { Clients } from './clients.ts'
import type { Pages } from './render/home-pages.ts'
import type { Profiles } from './resolve-user.ts'
import type { Channels } from './send/channels.ts'
import type { Workspace } from './workspace.ts'

/** What every listener works with. */
export interface Desk {
  services: Services
  clients: Clients
  channels: Channels
  profiles: Profiles
  readWorkspace(): Promise<Workspace>
  clock: Clock
  log: Logger
  /** How long a submission may be worked before it is answered "saved, still working". */
  answerWithinMs: number
}

/** One delivery from one person, whatever kind it is. */
export interface Ask {
  userId: string
  delivery: DeliveryContext
  /** Lives three seconds. */
  triggerId?: string
  /** What it opens goes on top of the modal that it came from. */
  isInModal?: boolean
  /** The pages of the Home that it was pressed on, or in a modal opened from. */
  home?: Pages | undefined
  /** Answers where it was typed or pressed, seen by this person only. */
  respond?: RespondFn
}

export const platform = 'slack'

/** `keepFirst` puts it there; Bolt's context is untyped. */
export const deliveryOf = (context: Context): DeliveryContext => context.delivery as DeliveryContext

/** @throws UnknownPerson */
export async function getActor(desk: Desk, userId: string): Promise<Actor> {
  const [workspace, profile] = await Promise.all([desk.readWorkspace(), desk.profiles.find(userId)])
  return desk.services.resolveActor({
    platform,
    workspace: workspace.teamId,
    platformUserId: userId,
    ...(profile ? { profile: withoutLanguage(profile) } : {}),
  })
}

const withoutLanguage = ({ displayName, email }: { displayName: string; email?: string }) => ({
  displayName,
  ...(email ? { email } : {}),
})

/** Before it is known who asks: what Slack says, else Chinese. */
export const guessLanguage = (desk: Desk, userId: string): Language =>
  desk.profiles.peek(userId)?.language ?? 'zh-CN'
