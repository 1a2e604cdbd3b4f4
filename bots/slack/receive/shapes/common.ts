import { z } from 'zod'

/** Who acted, and where. Slack sends much more; only what is read is looked at. */
export const acting = {
  user: z.looseObject({ id: z.string() }),
  // Null where an app is installed for a whole organisation.
  team: z.looseObject({ id: z.string() }).nullish(),
}
