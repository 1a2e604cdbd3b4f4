import { z } from 'zod'
import { acting } from './common.ts'

const option = z.looseObject({ value: z.string() })
const text = z.looseObject({ text: z.string() })

/** What one input holds; null where nothing was typed or chosen. */
const typed = z.looseObject({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
})

/** By block, then by element. */
const state = z.looseObject({ values: z.record(z.string(), z.record(z.string(), typed)) })

const block = z
  .looseObject({
    type: z.string(),
    block_id: z.string().optional(),
    element: z.looseObject({ action_id: z.string().optional() }).optional(),
    text: text.nullish(),
  })
  .refine(({ type, element }) => type !== 'input' || element !== undefined)

const common = {
  id: z.string(),
  hash: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  previous_view_id: z.string().nullish(),
  blocks: z.array(block),
}

/** Where a button was pressed: Home has no title, and neither need hold an input. */
export const viewOfPress = z.looseObject({ ...common, type: z.string(), state: state.optional() })

const modal = { ...common, title: text, submit: text.nullish(), close: text.nullish() }

export const submissionShape = z.looseObject({
  ...acting,
  type: z.literal('view_submission'),
  view: z.looseObject({ ...modal, state }),
})

/** Slack has been seen to send no state of a modal that was closed. */
export const closedShape = z.looseObject({
  ...acting,
  type: z.literal('view_closed'),
  view: z.looseObject({ ...modal, state: state.optional() }),
})
