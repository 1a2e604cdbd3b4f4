import { z } from 'zod'

const common = {
  type: z.string(),
  channel: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
  user: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
  ts: z.string().optional(),
  event_ts: z.string().optional(),
}
const anyEvent = z.looseObject(common)

const message = z
  .looseObject({
    ...common,
    user: z.string().optional(),
    text: z.string().optional(),
    subtype: z.string().nullish(),
    bot_id: z.string().nullish(),
    channel_type: z.string().optional(),
  })
  .refine((event) => !isWrittenToUs(event) || event.user !== undefined)

const homeOpened = z.looseObject({
  ...common,
  user: z.string(),
  tab: z.string(),
  view: z
    .looseObject({ callback_id: z.string().optional(), private_metadata: z.string().optional() })
    .optional(),
})

const listened = new Map<string, z.ZodType<z.infer<typeof anyEvent>>>([
  ['message', message],
  ['app_home_opened', homeOpened],
  ['user_change', z.looseObject({ ...common, user: z.looseObject({ id: z.string() }) })],
  ['member_joined_channel', z.looseObject({ ...common, user: z.string() })],
])

/** What Slack tells of. Of an event that nobody listens to only what tells it apart is looked at. */
export const eventShape = z
  .looseObject({
    event_id: z.string().optional(),
    team_id: z.string().optional(),
    authorizations: z.array(z.looseObject({ team_id: z.string().nullish() })).optional(),
    event: anyEvent.transform((event, context) => {
      const own = listened.get(event.type)?.safeParse(event)
      if (!own?.error) return own?.data ?? event
      context.issues.push(...own.error.issues.map((issue) => ({ ...issue, input: undefined })))
      return z.NEVER
    }),
  })
  .refine(({ event, event_id }) => (event.event_ts ?? event.ts ?? event_id) !== undefined)

/**
 * False for messages that nobody wrote to us: our own and other bots', edits and deletions, and what was said in
 * channels. Slack tells the bot of its own messages too, and must not be answered for them.
 */
export function isForUs(event: Told): boolean {
  return event.type !== 'message' || isWrittenToUs(event)
}

interface Told {
  type: string
  subtype?: unknown
  bot_id?: unknown
  channel_type?: unknown
}

function isWrittenToUs(event: Told): boolean {
  const isWritten = event.subtype === undefined || event.subtype === 'file_share'
  return isWritten && event.bot_id === undefined && event.channel_type === 'im'
}
