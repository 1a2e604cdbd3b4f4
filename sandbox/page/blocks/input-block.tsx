import { useId } from 'preact/hooks'
import type { Block } from '../control/slack-shapes.ts'
import { ElementView } from '../elements/element-view.tsx'
import { useText } from '../session/use-page.ts'
import { plainText, SlackText } from '../text/slack-text.tsx'
import { useSurface } from './surface.ts'

/** A labelled field with its hint, and its error right under it. */
export function InputBlock({ block }: { block: Block }) {
  const surface = useSurface()
  const say = useText()
  const id = useId()
  if (!block.element) return null
  const blockId = block.block_id ?? ''
  const error = surface.errors[blockId]
  const isChoice = block.element.type === 'checkboxes' || block.element.type === 'radio_buttons'
  const label = (
    <>
      {plainText(block.label)}
      {block.optional && <span class="field-optional">{say('optional')}</span>}
    </>
  )
  const field = {
    inputId: `${id}-input`,
    labelId: `${id}-label`,
    describedBy: `${id}-hint ${id}-error`,
    isInvalid: error !== undefined,
  }
  return (
    <div class={`block input-block ${error === undefined ? '' : 'has-error'}`} data-block={blockId}>
      {isChoice ? (
        <span class="field-label" id={field.labelId}>
          {label}
        </span>
      ) : (
        <label class="field-label" id={field.labelId} htmlFor={field.inputId}>
          {label}
        </label>
      )}
      <ElementView
        element={block.element}
        blockId={blockId}
        field={field}
        dispatches={block.dispatch_action}
      />
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p class="field-hint" id={`${id}-hint`}>
          <SlackText text={block.hint} />
        </p>
      )}
    </div>
  )
}
