import type { types, ViewOutput } from '@slack/bolt'
import type { FieldError } from '../../../src/errors.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { blockIdOf, type FormNote } from './form-note.ts'

type ShownView = Pick<ViewOutput, 'blocks'>

/**
 * Errors under the inputs they belong to, keyed by block_id as `response_action: errors` wants. Slack shows nothing
 * where a key names no input, so what has none (a group without lines, a secure field) goes to the nearest input
 * that there is, with its label before it; undefined when the view has no input at all.
 */
export function placeErrors(
  view: ShownView,
  note: FormNote,
  errors: readonly FieldError[],
  language: Language,
): Record<string, string> | undefined {
  const inputs = view.blocks.flatMap((block) =>
    block.type === 'input' && 'block_id' in block && block.block_id ? [block.block_id] : [],
  )
  const [first] = inputs
  if (first === undefined) return undefined
  const t = speak(language)
  const placed: Record<string, string> = {}
  for (const { field, say } of errors) {
    const own = findBlock(field, note, inputs)
    const text = t(say.key, say.params)
    const label =
      own === undefined ? labelOfGroup(view, field)?.replace(t('slack.form.optional'), '') : undefined
    const blockId = own ?? inputs.find((id) => id.startsWith(`${field.split('.')[0]}:`)) ?? first
    const line = label ? t('slack.form.errorOf', { label, error: text }) : text
    placed[blockId] = placed[blockId] ? `${placed[blockId]}\n${line}` : line
  }
  return placed
}

/** `visits.2.customer` is the third line, whatever key it has. */
function findBlock(path: string, note: FormNote, inputs: readonly string[]): string | undefined {
  const [group = '', index, name] = path.split('.')
  const key = index === undefined ? undefined : note.lines[group]?.keys[Number(index)]
  const id =
    name === undefined || key === undefined
      ? blockIdOf({ name: path }, note.version)
      : blockIdOf({ name, line: { group, key } }, note.version)
  return inputs.includes(id) ? id : undefined
}

function labelOfGroup(view: ShownView, path: string): string | undefined {
  const head = view.blocks.find(
    (block) => 'block_id' in block && block.block_id === `${path.split('.')[0]}:head`,
  )
  return (head as types.SectionBlock | undefined)?.text?.text
}
