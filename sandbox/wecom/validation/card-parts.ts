import { z } from 'zod'
import { isObject } from '../../world/json.ts'
import { bytes, chars, webUrl, widths } from './rules.ts'

/**
 * Lengths in characters. The documents (90236, 99110) recommend them; a client cuts what is longer without a word,
 * so this server refuses it.
 */
export interface CardLengths {
  title: number
  desc: number
  emphasisTitle: number
  emphasisDesc: number
  subTitle: number
  value: number
  jump: number
  verticalTitle: number
  verticalDesc: number
}

export const OF_APPS: CardLengths = {
  title: 36,
  desc: 44,
  emphasisTitle: 14,
  emphasisDesc: 20,
  subTitle: 160,
  value: 30,
  jump: 18,
  verticalTitle: 40,
  verticalDesc: 40,
}
export const OF_ROBOTS: CardLengths = {
  title: 26,
  desc: 30,
  emphasisTitle: 10,
  emphasisDesc: 15,
  subTitle: 112,
  value: 26,
  jump: 13,
  verticalTitle: 26,
  verticalDesc: 112,
}
/** Vote and choice cards have room for an explanation. */
export const QUESTION_DESC = 160

export const taskId = z
  .string()
  .max(128, { error: 'at most 128 bytes' })
  .regex(/^[0-9A-Za-z_\-@]+$/, { error: 'only digits, letters, _, - and @' })
const key = bytes(1024, 1)

export const source = z.strictObject({
  icon_url: webUrl.optional(),
  desc: chars(13).optional(),
  desc_color: z.int().min(0).max(3).optional(),
})

export const actionMenu = z.strictObject({
  desc: z.string().optional(),
  action_list: z
    .array(z.strictObject({ text: widths(10, 1), key }))
    .min(1)
    .max(3)
    .refine(areUnique('key'), { error: 'keys must differ' }),
})

/** Something that leads to a page (type 1) or a mini program (type 2). */
export function target<T extends z.ZodRawShape>(shape: T, isRequired: boolean) {
  const types = z
    .int()
    .min(isRequired ? 1 : 0)
    .max(2)
  return z
    .strictObject({
      type: isRequired ? types : types.optional(),
      url: webUrl.optional(),
      appid: z.string().optional(),
      pagepath: z.string().optional(),
      ...shape,
    })
    .refine(...needs(1, 'url'))
    .refine(...needs(2, 'appid'))
}

const selectOptions = z
  .array(z.strictObject({ id: bytes(128, 1), text: chars(16, 1) }))
  .min(1)
  .max(10)
  .refine(areUnique('id'), { error: 'ids must differ' })

export const select = z.strictObject({
  question_key: key,
  title: chars(12).optional(),
  disable: z.boolean().optional(),
  option_list: selectOptions,
  selected_id: z.string().optional(),
})

export const checkbox = z.strictObject({
  question_key: key,
  disable: z.boolean().optional(),
  mode: z.union([z.literal(0), z.literal(1)]).optional(),
  option_list: z
    .array(z.strictObject({ id: bytes(128, 1), text: chars(17, 1), is_checked: z.boolean().optional() }))
    .min(1)
    .max(20)
    .refine(areUnique('id'), { error: 'ids must differ' }),
})

export const submitButton = z.strictObject({ text: widths(10).optional(), key })

export const button = z
  .strictObject({
    type: z.union([z.literal(0), z.literal(1)]).optional(),
    text: widths(10, 1),
    style: z.int().min(1).max(4).optional(),
    key: key.optional(),
    url: webUrl.optional(),
  })
  .refine((value) => value.type === 1 || value.key !== undefined, { error: 'key is required' })
  .refine(...needs(1, 'url'))

/** What cards of either sender are made of. */
export function makeParts(lengths: CardLengths) {
  const mainTitle = z.strictObject({ title: chars(lengths.title, 1), desc: chars(lengths.desc).optional() })
  const horizontal = z
    .strictObject({
      type: z.int().min(0).max(3).optional(),
      keyname: widths(5, 1),
      value: chars(lengths.value).optional(),
      url: webUrl.optional(),
      media_id: z.string().optional(),
      userid: z.string().optional(),
    })
    .refine(...needs(1, 'url'))
    .refine(...needs(2, 'media_id'))
    .refine(...needs(3, 'userid'))
  return {
    mainTitle,
    /** every card has these */
    common: {
      source: source.optional(),
      horizontal_content_list: z.array(horizontal).max(6).optional(),
      jump_list: z
        .array(target({ title: chars(lengths.jump, 1) }, false))
        .max(3)
        .optional(),
      quote_area: target(
        { title: z.string().optional(), quote_text: z.string().optional() },
        false,
      ).optional(),
    },
    leading: target({ title: z.string().optional() }, true),
    emphasis: z.strictObject({
      title: chars(lengths.emphasisTitle).optional(),
      desc: chars(lengths.emphasisDesc).optional(),
    }),
    subTitle: chars(lengths.subTitle),
  }
}

/** A field that one type cannot do without. */
function needs(type: number, field: string): [(value: unknown) => boolean, { error: string }] {
  const isMet = (value: unknown) => !isObject(value) || value.type !== type || value[field] !== undefined
  return [isMet, { error: `${field} is required for type ${type}` }]
}

export function areUnique(field: string) {
  return (list: object[]) => {
    const values = list.map((each) => (each as Record<string, unknown>)[field])
    return new Set(values).size === values.length
  }
}
