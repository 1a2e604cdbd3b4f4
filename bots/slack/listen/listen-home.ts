import type { App } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { type Desk, deliveryOf } from '../desk.ts'
import { findHome } from '../render/find-home.ts'
import type { Pages } from '../render/home-pages.ts'
import { renderHome } from '../render/render-home.ts'
import { calling } from '../send/slack-error.ts'
import { serve } from './serve.ts'

/** The Home tab, and what Slack tells of users and channels. */
export function listenToEvents(app: App, desk: Desk): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return
    const ask = { userId: event.user, delivery: deliveryOf(context) }
    const pages = findHome(event.view) ?? {}
    await serve(desk, ask, (actor) => publishHome(desk, ask.userId, actor, pages))
  })
  app.event('user_change', async ({ event }) => desk.profiles.forget(event.user.id))
  app.event('member_joined_channel', async ({ event, context }) => {
    if (event.user === context.botUserId) desk.channels.forgetNames()
  })
  for (const gone of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(gone, async () => desk.log.error({ event: gone }, 'the workspace has shut us out'))
  }
}

export async function publishHome(desk: Desk, userId: string, actor: Actor, pages: Pages): Promise<void> {
  const home = await desk.services.readHome(actor, { pages })
  await calling(desk.clients.quick.views.publish({ user_id: userId, view: renderHome(home, actor.language) }))
}
