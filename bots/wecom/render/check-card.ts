import { z } from 'zod'
import { limits, widthOf } from './limits.ts'

const chars = (name: string, max: number) =>
  z.string().refine((text) => text.length <= max, { error: `${name} has more than ${max} characters` })
const wide = (name: string, max: number) =>
  z
    .string()
    .refine((text) => widthOf(text) <= max, { error: `${name} is wider than ${max} Chinese characters` })
const bytes = (name: string, max: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= max, { error: `${name} has more than ${max} bytes` })

const common = {
  main_title: z.object({
    title: chars('the title', limits.titleChars),
    desc: chars('the line below the title', limits.descriptionChars).optional(),
  }),
  sub_title_text: chars('the text', limits.subtitleChars).optional(),
  horizontal_content_list: z
    .array(
      z.object({
        keyname: wide('a fact’s name', limits.factNameWidth),
        value: chars('a fact', limits.factValueChars),
      }),
    )
    .max(limits.facts, { error: `more than ${limits.facts} facts` })
    .optional(),
}

const card = z.discriminatedUnion('card_type', [
  z.object({ card_type: z.literal('text_notice'), ...common }),
  z.object({
    card_type: z.literal('button_interaction'),
    ...common,
    task_id: z.string().regex(/^[0-9A-Za-z_\-@]{1,128}$/, 'the task id is none'),
    button_list: z
      .array(
        z.object({
          text: wide('a button', limits.buttonWidth).min(1, 'a button without words'),
          key: bytes('a button’s key', limits.buttonKeyBytes),
        }),
      )
      .min(1, 'no button')
      .max(limits.buttons, { error: `more than ${limits.buttons} buttons` }),
  }),
])

/** What WeCom would refuse or cut of a template card (90236, 101032). */
export function findExcesses(given: Record<string, unknown>): string[] {
  const parsed = card.safeParse(given)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}
