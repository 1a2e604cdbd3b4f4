import { createHash } from 'node:crypto'
import { z } from 'zod'

/** What Slack delivers, as far as telling deliveries apart needs it. */
export interface DeliveredBody {
  type?: string
  command?: string
  trigger_id?: string
  event_id?: string
  event?: {
    type?: string
    user?: unknown
    channel?: unknown
    ts?: string
    event_ts?: string
    subtype?: unknown
    bot_id?: unknown
    channel_type?: unknown
  }
  user?: { id?: string }
  actions?: readonly { action_ts?: string; action_id?: string; block_id?: string }[]
  view?: { id?: string; hash?: string; state?: { values?: unknown } }
}

const text = z.string().optional().catch(undefined)
/** The same as it really comes: what is of another shape counts as absent, for a delivery must not be lost over it. */
const shape = z.looseObject({
  type: text,
  command: text,
  trigger_id: text,
  event_id: text,
  event: z
    .looseObject({ type: text, user: z.unknown(), channel: z.unknown(), ts: text, event_ts: text })
    .optional()
    .catch(undefined),
  user: z.looseObject({ id: text }).optional().catch(undefined),
  actions: z
    .array(z.looseObject({ action_ts: text, action_id: text, block_id: text }))
    .optional()
    .catch(undefined),
  view: z
    .looseObject({
      id: text,
      hash: text,
      state: z.looseObject({ values: z.unknown() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

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
export function identifyDelivery(given: DeliveredBody): Delivered | undefined {
  const body = shape.parse(given)
  const { type, event, view } = body
  if (event) {
    const { type: kind = 'event', user, channel, ts, event_ts } = event
    const moment = event_ts ?? ts
    const who = idOf(channel) ?? idOf(user) ?? ''
    const deliveryId = moment === undefined ? `event:${body.event_id}` : `event:${kind}:${who}:${moment}`
    return { kind, deliveryId }
  }
  if (body.command) return { kind: body.command, deliveryId: `command:${body.trigger_id}` }
  switch (type) {
    case 'block_suggestion':
      return undefined
    case 'view_submission':
      return { kind: type, deliveryId: `submit:${view?.id}:${view?.hash}:${digest(view?.state?.values)}` }
    case 'view_closed':
      return { kind: type, deliveryId: `closed:${view?.id}:${view?.hash}` }
    case 'block_actions': {
      const [action] = body.actions ?? []
      const place = `${action?.block_id}:${action?.action_id}`
      return { kind: type, deliveryId: `action:${body.user?.id}:${action?.action_ts}:${place}` }
    }
    default:
      return { kind: type ?? 'unknown', deliveryId: `${type}:${body.trigger_id}` }
  }
}

/**
 * False for messages that nobody wrote to us: our own and other bots', edits and deletions, and what was said in
 * channels. Slack tells the bot of its own messages too, and must not be answered for them.
 */
export function isForUs(event: NonNullable<DeliveredBody['event']>): boolean {
  if (event.type !== 'message') return true
  const isWritten = event.subtype === undefined || event.subtype === 'file_share'
  return isWritten && event.bot_id === undefined && event.channel_type === 'im'
}

const idOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
}

const digest = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 24)
