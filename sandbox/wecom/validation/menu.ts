import { z } from 'zod'
import { bytes, webUrl } from './rules.ts'

const leaf = [
  z.strictObject({ name: bytes(60, 1), type: z.literal('click'), key: bytes(128, 1) }),
  z.strictObject({ name: bytes(60, 1), type: z.literal('view'), url: webUrl }),
] as const

const item = z.discriminatedUnion('type', [...leaf])
const branch = z.strictObject({ name: bytes(16, 1), sub_button: z.array(item).min(1).max(5) })

/** At most three buttons with five below each (document 90231). */
export const menuSchema = z.strictObject({
  button: z
    .array(z.union([item, branch]))
    .min(1)
    .max(3),
})

export type Menu = z.output<typeof menuSchema>
export type MenuItem = z.output<typeof item>

/** Everything on a menu that can be pressed. */
export function leavesOf(menu: Menu): MenuItem[] {
  return menu.button.flatMap((each) => ('sub_button' in each ? each.sub_button : [each]))
}
