import type { Modal } from '../control/control-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { usePage } from '../session/use-page.ts'
import { ModalWindow } from './modal-window.tsx'

const NONE: Modal[] = []

/** The open modals of the pane's person: the top one, with those under it peeping out. */
export function ModalLayer() {
  const { person } = usePane()
  const stack = usePage((page) => page.modals[person.id]) ?? NONE
  const top = stack.at(-1)
  if (!top) return null
  return (
    <div class="layer">
      <div class="modal-stack">
        {stack.slice(0, -1).map((modal, index) => (
          <div key={modal.viewId} class="modal-behind" style={{ '--behind': stack.length - 1 - index }} />
        ))}
        <ModalWindow key={top.viewId} modal={top} depth={stack.length} />
      </div>
    </div>
  )
}
