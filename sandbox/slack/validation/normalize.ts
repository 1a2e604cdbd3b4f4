import { type Block, isObject, type JsonObject } from '../../world/json.ts'
import { makeShortId } from '../ids.ts'

const NEEDS_ACTION_ID = new Set(['section', 'actions', 'input', 'context_actions', 'card'])

/**
 * Blocks as Slack keeps them: a block_id for each block, an action_id for each element, `emoji` and `verbatim` filled
 * in. The app's own object is left alone.
 */
export function normalizeBlocks(blocks: JsonObject[]): Block[] {
  return blocks.map((block) => {
    const copy = fillTexts(structuredClone(block))
    if (NEEDS_ACTION_ID.has(String(copy.type))) {
      for (const element of elementsOfBlock(copy)) {
        if (element.type !== 'image' && element.action_id === undefined) element.action_id = makeShortId()
      }
    }
    const blockId = typeof copy.block_id === 'string' && copy.block_id !== '' ? copy.block_id : makeShortId()
    return { ...copy, type: String(copy.type), block_id: blockId }
  })
}

/** The interactive elements of a block, wherever the block keeps them. */
export function elementsOfBlock(block: JsonObject): JsonObject[] {
  const places = [block.accessory, block.element, block.elements, block.actions]
  return places.flatMap((place) => (Array.isArray(place) ? place : [place])).filter(isObject)
}

function fillTexts(value: JsonObject): JsonObject {
  if (typeof value.text === 'string' && value.type === 'plain_text') value.emoji ??= true
  if (typeof value.text === 'string' && value.type === 'mrkdwn') value.verbatim ??= false
  for (const field of Object.values(value)) {
    for (const each of Array.isArray(field) ? field.flat() : [field]) if (isObject(each)) fillTexts(each)
  }
  return value
}
