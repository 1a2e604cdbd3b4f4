import { useEffect, useRef } from 'preact/hooks'

export interface MenuItem {
  key: string
  label: string
  description?: string | undefined
  onPick: () => void
}

interface Props {
  items: MenuItem[]
  /** gives the focus back to what has opened the list */
  onClose: () => void
}

/** A short list of things to do, with the focus inside: arrows move, Escape closes. */
export function MenuList({ items, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onClose()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[(at + step + rows.length) % rows.length]?.focus()
  }
  return (
    <div ref={list} role="menu" tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          class="menu-item"
          onClick={() => {
            onClose()
            item.onPick()
          }}
        >
          <span>{item.label}</span>
          {item.description && <small>{item.description}</small>}
        </button>
      ))}
    </div>
  )
}
