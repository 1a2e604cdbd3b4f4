import { z } from 'zod'
import { acting } from './common.ts'
import { viewOfPress } from './view.ts'

const action = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  block_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  text: z.looseObject({ text: z.string() }).optional(),
})

const container = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('message'),
    channel_id: z.string(),
    message_ts: z.string(),
    is_ephemeral: z.boolean().optional(),
  }),
  z.looseObject({ type: z.literal('view') }),
])

/** A button of a message, of a modal or of Home. Bolt takes the first action, and Slack sends one. */
export const pressShape = z.looseObject({
  ...acting,
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z.tuple([action], action),
  container,
  view: viewOfPress.optional(),
})
