import { z } from 'zod'
import { acting } from './common.ts'

/** A search that is being typed into a picker. */
export const searchShape = z.looseObject({
  ...acting,
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  block_id: z.string(),
  value: z.string(),
})
