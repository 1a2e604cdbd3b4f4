import { z } from 'zod'
import { blocksOf, type Place } from '../slack/delivery/block-actions.ts'
import { type Placed, placedElements } from '../slack/workspace/view-state.ts'
import { isObject, type JsonObject, stringOf } from '../world/json.ts'
import { ControlError } from './control-error.ts'

export const targetSchema = z.union([
  z.string().min(1),
  z.strictObject({
    actionId: z.string().optional(),
    blockId: z.string().optional(),
    text: z.string().optional(),
    label: z.string().optional(),
    value: z.string().optional(),
  }),
])

/** How a person or a test names an element: by id, by what stands on it, or by its label. */
export type Target = z.output<typeof targetSchema>

/** @throws ControlError no_such_target, ambiguous_target, both listing what there is */
export function findTarget(place: Place, target: Target): Placed {
  const all = placedElements(blocksOf(place))
  const found =
    typeof target === 'string' ? matchText(all, target) : all.filter((each) => matchesAll(each, target))
  const [only] = found
  const named = JSON.stringify(target)
  if (!only) {
    throw new ControlError(404, 'no_such_target', `nothing matches ${named}`, {
      available: all.map(describe),
    })
  }
  if (found.length > 1) {
    throw new ControlError(409, 'ambiguous_target', `${found.length} elements match ${named}`, {
      available: found.map(describe),
    })
  }
  return only
}

/** The first rule that finds anything wins. */
function matchText(all: Placed[], wanted: string): Placed[] {
  const rules: ((placed: Placed) => boolean)[] = [
    ({ element }) => element.action_id === wanted,
    ({ block }) => block.block_id === wanted,
    ({ element }) => textOf(element.text) === wanted,
    (placed) => labelOf(placed) === wanted,
    ({ element }) => textOf(element.text).includes(wanted),
    (placed) => labelOf(placed).includes(wanted),
  ]
  for (const rule of rules) {
    const found = all.filter(rule)
    if (found.length > 0) return found
  }
  return []
}

function matchesAll(placed: Placed, target: Exclude<Target, string>): boolean {
  const { block, element } = placed
  return (
    (target.actionId === undefined || element.action_id === target.actionId) &&
    (target.blockId === undefined || block.block_id === target.blockId) &&
    (target.text === undefined || textOf(element.text).includes(target.text)) &&
    (target.label === undefined || labelOf(placed).includes(target.label)) &&
    (target.value === undefined || element.value === target.value)
  )
}

function labelOf({ block, element }: Placed): string {
  if (block.type === 'input') return textOf(block.label)
  return textOf(element.placeholder) || textOf(block.text)
}

function textOf(text: unknown): string {
  return isObject(text) ? stringOf(text.text) : ''
}

function describe(placed: Placed): JsonObject {
  const { block, element } = placed
  const text = textOf(element.text)
  const label = labelOf(placed)
  return {
    actionId: element.action_id,
    blockId: block.block_id,
    type: element.type,
    ...(text ? { text } : {}),
    ...(label ? { label } : {}),
    ...(typeof element.value === 'string' ? { value: element.value } : {}),
  }
}
