import type { types } from '@slack/bolt'
import { limits } from './limits.ts'

/** Everything in a view or message of ours that Slack would refuse or cut; empty when it fits. */
export function findExcesses(
  blocks: readonly types.KnownBlock[],
  surface: 'view' | 'message',
  view?: types.ModalView | types.HomeView,
): string[] {
  const found: string[] = []
  const atMost = (what: string, size: number, most: number) => {
    if (size > most) found.push(`${what} has ${size}, Slack takes ${most}`)
  }
  atMost('blocks', blocks.length, surface === 'view' ? limits.viewBlocks : limits.messageBlocks)
  if (view) {
    atMost('private_metadata', view.private_metadata?.length ?? 0, limits.privateMetadata)
    atMost('view in bytes', Buffer.byteLength(JSON.stringify(view)), limits.viewBytes)
  }
  const ids = new Set<string>()
  for (const block of blocks) {
    const at = block.block_id ?? block.type
    if (block.block_id !== undefined) {
      atMost(`${at}: block_id`, block.block_id.length, limits.id)
      if (ids.has(block.block_id)) found.push(`${at}: block_id stands twice`)
      ids.add(block.block_id)
    }
    if (block.type === 'input') checkInput(block, at, atMost)
    if (block.type === 'actions') {
      for (const element of block.elements) if (element.type === 'button') checkButton(element, at, atMost)
    }
    if (block.type === 'section' && block.accessory?.type === 'button')
      checkButton(block.accessory, at, atMost)
  }
  return found
}

type AtMost = (what: string, size: number, most: number) => void

function checkInput(block: types.InputBlock, at: string, atMost: AtMost): void {
  const { element } = block
  atMost(`${at}: label`, block.label.text.length, limits.label)
  atMost(`${at}: hint`, block.hint?.text.length ?? 0, limits.hint)
  atMost(`${at}: action_id`, element.action_id?.length ?? 0, limits.id)
  if (element.type === 'checkboxes') atMost(`${at}: ticks`, element.options.length, limits.tickOptions)
  if (!('options' in element) || !element.options) return
  atMost(`${at}: options`, element.options.length, limits.options)
  for (const option of element.options) {
    // A label cut to fit goes on in the description: for a fixed list that is a label too long.
    const rest = option.description?.text.length ?? 0
    atMost(`${at}: text of option ${option.value}`, option.text.text.length + rest, limits.optionText)
    atMost(`${at}: option value`, option.value?.length ?? 0, limits.optionValue)
  }
}

function checkButton(button: types.Button, at: string, atMost: AtMost): void {
  atMost(`${at}: button text`, button.text.text.length, limits.buttonText)
  atMost(`${at}: button value`, button.value?.length ?? 0, limits.buttonValue)
}
