import { useEffect, useId, useRef } from 'preact/hooks'
import type { ConfirmObject } from '../control/slack-shapes.ts'
import { useText } from '../session/use-page.ts'
import { plainText, SlackText } from '../text/slack-text.tsx'
import { keepFocusInside } from './focus.ts'

interface Props {
  question: ConfirmObject
  onAnswer: (isYes: boolean) => void
}

/** "Are you sure?" before an action, in the app's own words. */
export function ConfirmWindow({ question, onAnswer }: Props) {
  const say = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onAnswer(false)
    } else keepFocusInside(event, dialog.current)
  }
  return (
    <div class="layer layer-confirm">
      <dialog
        ref={dialog}
        class="modal confirm"
        open
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <header class="modal-head">
          <h2 id={titleId}>{plainText(question.title)}</h2>
        </header>
        <div class="modal-body text">
          <SlackText text={question.text} />
        </div>
        <footer class="modal-foot">
          <button type="button" class="button" onClick={() => onAnswer(false)}>
            {plainText(question.deny) || say('no')}
          </button>
          <button
            ref={yes}
            type="button"
            class={`button button-${question.style === 'danger' ? 'danger' : 'primary'}`}
            onClick={() => onAnswer(true)}
          >
            {plainText(question.confirm) || say('yes')}
          </button>
        </footer>
      </dialog>
    </div>
  )
}
