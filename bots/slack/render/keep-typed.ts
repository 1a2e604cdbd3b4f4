import type { types, ViewOutput, ViewStateValue } from '@slack/bolt'
import { readNote, writeNote } from './form-note.ts'
import { limits } from './limits.ts'
import { renderAlert } from './render-form.ts'

export interface Shown {
  /** The record's revision that sending again is meant for. */
  revision: number
  /** Shown between the alert and what was typed. */
  above: types.KnownBlock[]
}

const aboveId = 'above'

/**
 * The same view with an alert on top and everything typed still in it, made of the payload alone: it works when the
 * database does not.
 */
export function keepTyped(view: ViewOutput, alert: string, shown?: Shown): types.ModalView {
  const blocks = (view.blocks as types.KnownBlock[]).filter(
    ({ block_id: id }) => id !== 'alert' && !id?.startsWith(aboveId),
  )
  const room = limits.viewBlocks - 1 - blocks.length
  const above = (shown?.above ?? [])
    .slice(0, room)
    .map((block, index) => ({ ...block, block_id: `${aboveId}:${index}` }))
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: view.title,
    ...(view.submit ? { submit: view.submit } : {}),
    ...(view.close ? { close: view.close } : {}),
    notify_on_close: view.notify_on_close,
    private_metadata: shown ? withRevision(view.private_metadata, shown.revision) : view.private_metadata,
    blocks: [renderAlert(alert), ...above, ...blocks.map((block) => withTyped(block, view.state.values))],
  }
}

function withRevision(privateMetadata: string, revision: number): string {
  const note = readNote(privateMetadata)
  if (note.purpose.kind === 'file') return privateMetadata
  return writeNote({ ...note, purpose: { ...note.purpose, revision } })
}

/** False for a form that was opened and closed as it was, and where Slack sends no state. */
export function isTouched(view: ViewOutput): boolean {
  return (view.blocks as types.KnownBlock[]).some((block) => {
    const value = typedIn(block, view.state?.values ?? {})
    if (!value || block.type !== 'input') return false
    return (
      JSON.stringify(comparable(initialOf(value))) !== JSON.stringify(comparable(block.element as object))
    )
  })
}

function typedIn(block: types.KnownBlock, values: ViewOutput['state']['values']): ViewStateValue | undefined {
  if (block.type !== 'input' || block.block_id === undefined) return undefined
  return values[block.block_id]?.[block.element.action_id ?? '']
}

function withTyped(block: types.KnownBlock, values: ViewOutput['state']['values']): types.KnownBlock {
  const value = typedIn(block, values)
  if (!value || block.type !== 'input') return block
  const untouched = Object.entries(block.element).filter(([key]) => !key.startsWith('initial_'))
  const element = { ...Object.fromEntries(untouched), ...initialOf(value) } as types.InputBlock['element']
  return { ...block, element }
}

interface Initial {
  initial_value?: string
  initial_date?: string
  initial_time?: string
  initial_option?: { value?: string }
  initial_options?: readonly { value?: string }[]
}

function initialOf(value: ViewStateValue): Initial {
  return {
    ...(value.value ? { initial_value: value.value } : {}),
    ...(value.selected_date ? { initial_date: value.selected_date } : {}),
    ...(value.selected_time ? { initial_time: value.selected_time } : {}),
    ...(value.selected_option ? { initial_option: value.selected_option } : {}),
    ...(value.selected_options?.length ? { initial_options: value.selected_options } : {}),
  }
}

/** Choices by their value: Slack sends their texts back with more keys than it was given. */
function comparable(initial: Initial): unknown[] {
  const { initial_value, initial_date, initial_time, initial_option, initial_options = [] } = initial
  const chosen = [...(initial_option ? [initial_option] : []), ...initial_options].map(({ value }) => value)
  return [initial_value ?? null, initial_date ?? null, initial_time ?? null, ...chosen]
}
