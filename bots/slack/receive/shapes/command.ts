import { z } from 'zod'

/** A slash command, as a form. */
export const commandShape = z.looseObject({
  command: z.string().startsWith('/'),
  text: z.string().optional(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  team_id: z.string().optional(),
})
