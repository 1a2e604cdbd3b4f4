import type { ViewOutput, ViewStateValue } from '@slack/bolt'
import type { Answer, Answers } from '../../../src/fields/field.ts'
import { type FormNote, readBlockId, readNote } from './form-note.ts'
import { noneValue } from './render-input.ts'

/** What a form's view holds when it comes back. */
export interface FormReading extends FormNote {
  answers: Answers
}

/** The inverse of `renderForm`, for a view as it comes in view_submission, view_closed or block_actions. */
export function readForm(view: Pick<ViewOutput, 'private_metadata' | 'state'>): FormReading {
  const note = readNote(view.private_metadata)
  const answers: Record<string, Answer> = {}
  const byLine = new Map<string, Record<string, Answer>>()
  for (const [group, { keys }] of Object.entries(note.lines)) {
    const rows = keys.map((key) => {
      const row = {}
      byLine.set(`${group}:${key}`, row)
      return row
    })
    answers[group] = rows
  }
  for (const [blockId, elements] of Object.entries(view.state.values)) {
    const { name, line } = readBlockId(blockId)
    const target = line ? byLine.get(`${line.group}:${line.key}`) : answers
    for (const [actionId, value] of Object.entries(elements)) {
      // A line that has been removed meanwhile is no longer asked for.
      if (target) target[name] = readValue(actionId, value)
    }
  }
  return { ...note, answers }
}

function readValue(actionId: string, value: ViewStateValue): Answer {
  switch (actionId) {
    case 'date':
      return value.selected_date ?? null
    case 'time':
      return value.selected_time ?? null
    case 'many': {
      const chosen = (value.selected_options ?? []).map((option) => option.value)
      return chosen.length > 0 ? chosen : null
    }
    case 'tick':
      return (value.selected_options ?? []).length > 0
    case 'one': {
      const chosen = value.selected_option?.value
      return chosen === undefined || chosen === noneValue ? null : chosen
    }
    default: {
      const typed = actionId.startsWith('find:') ? value.selected_option?.value : value.value
      return typed === undefined || typed === null || typed === '' ? null : typed
    }
  }
}
