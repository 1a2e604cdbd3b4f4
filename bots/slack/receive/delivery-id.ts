import { createHash } from 'node:crypto'
import type { Delivery } from './read-delivery.ts'

export interface Delivered {
  kind: string
  /** The same however often Slack delivers it. */
  deliveryId: string
}

/**
 * Tells one delivery from another. Events are known by type, channel and moment, because Slack has been seen to
 * send one event under two event_ids; that moment is the same in every retry, so retries are caught as well. A
 * submission is known by its content too: the same view is sent again once its errors are mended.
 * Undefined for what is not kept: suggestions for a typed search.
 */
export function identifyDelivery({ about, body }: Delivery): Delivered | undefined {
  switch (about) {
    case 'event': {
      const { type: kind, user, channel, ts, event_ts } = body.event
      const moment = event_ts ?? ts
      const who = idOf(channel) ?? idOf(user) ?? ''
      const deliveryId = moment === undefined ? `event:${body.event_id}` : `event:${kind}:${who}:${moment}`
      return { kind, deliveryId }
    }
    case 'command':
      return { kind: body.command, deliveryId: `command:${body.trigger_id}` }
    case 'block_suggestion':
      return undefined
    case 'view_submission': {
      const { id, hash, state } = body.view
      return { kind: about, deliveryId: `submit:${id}:${hash}:${digest(state.values)}` }
    }
    case 'view_closed':
      return { kind: about, deliveryId: `closed:${body.view.id}:${body.view.hash}` }
    case 'block_actions': {
      const [{ action_ts, block_id, action_id }] = body.actions
      return { kind: about, deliveryId: `action:${body.user.id}:${action_ts}:${block_id}:${action_id}` }
    }
  }
}

const idOf = (value: string | { id: string } | undefined): string | undefined =>
  typeof value === 'object' ? value.id : value

const digest = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24)
