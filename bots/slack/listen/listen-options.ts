import type { App } from '@slack/bolt'
import { type Desk, getActor } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { renderOption } from '../render/render-input.ts'

/** Typed search: what a lookup offers. A failure offers nothing; the person types on. */
export function listenToOptions(app: App, desk: Desk): void {
  app.options(/^find:/, async ({ ack, options, body }) => {
    try {
      const actor = await getActor(desk, body.user.id)
      const of = options.action_id.slice('find:'.length)
      const found = await desk.services.offerNames(actor, {
        of,
        query: options.value,
        limit: limits.options,
      })
      await ack({ options: found.map(renderOption) })
    } catch (error) {
      desk.log.error({ err: error, actionId: options.action_id }, 'a search failed')
      await ack({ options: [] })
    }
  })
}
