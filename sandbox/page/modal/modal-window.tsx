import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { BlockList } from '../blocks/block-list.tsx'
import { useSurfaceAt } from '../blocks/use-surface.ts'
import type { Modal } from '../control/control-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { Icon } from '../parts/icon.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { useSession, useText } from '../session/use-page.ts'
import { plainText } from '../text/slack-text.tsx'
import { focusFirst, keepFocusInside } from './focus.ts'

/** One modal: its form, what Slack says about it, and its buttons. Escape closes it, as Cancel does. */
export function ModalWindow({ modal, depth }: { modal: Modal; depth: number }) {
  const { view, viewId } = modal
  const session = useSession()
  const pane = usePane()
  const say = useText()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isSending, setSending] = useState(false)
  const isBusy = isSending || modal.busy
  const { surface, trouble } = useSurfaceAt({
    kind: 'modal',
    place: { modal: viewId },
    values: modal.values,
    errors: modal.errors,
    disabled: isBusy,
  })
  const notice = modal.notice ?? trouble

  useEffect(() => focusFirst(dialog.current), [])
  // The first field with an error is where the person has to go on.
  useEffect(() => {
    if (Object.keys(modal.errors).length === 0) return
    dialog.current?.querySelector<HTMLElement>('.has-error :is(input, textarea)')?.focus()
  }, [modal.errors])

  const close = (all: boolean) =>
    session.attempt(session.api.closeModal(pane.person.id, all ? { all } : { viewId }))
  const submit = async () => {
    if (isBusy) return
    setSending(true)
    await Promise.all([...surface.unsent].map((send) => send()))
    await session.attempt(session.api.submitModal(pane.person.id, viewId))
    setSending(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      void close(false)
    } else keepFocusInside(event, dialog.current)
  }
  return (
    <dialog ref={dialog} class="modal" open aria-labelledby={titleId} tabIndex={-1} onKeyDown={onKeyDown}>
      <header class="modal-head">
        {depth > 1 && <IconButton icon="back" label={say('cancel')} onPress={() => close(false)} />}
        <h2 id={titleId}>{plainText(view.title)}</h2>
        <IconButton icon="close" label={say(depth > 1 ? 'closeAll' : 'close')} onPress={() => close(true)} />
      </header>
      <form
        class="modal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div class="modal-body">
          <BlockList blocks={view.blocks} surface={surface} />
        </div>
        {notice !== null && (
          <p class="modal-notice" role="alert">
            <Icon name="warning" />
            {notice || say('trouble')}
          </p>
        )}
        <footer class="modal-foot">
          <button type="button" class="button" onClick={() => close(false)}>
            {plainText(view.close) || say(view.submit ? 'cancel' : 'close')}
          </button>
          {view.submit && (
            <button
              type="submit"
              class={`button button-primary ${isBusy ? 'is-busy' : ''}`}
              disabled={isBusy}
            >
              {isBusy ? say('submitting') : plainText(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  )
}
