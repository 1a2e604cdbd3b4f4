import { useEffect, useRef, useState } from 'preact/hooks'
import { Floating } from './floating.tsx'
import { Icon, type IconName } from './icon.tsx'

interface MenuItem {
  key: string
  label: string
  description?: string | undefined
  onPick: () => void
}

interface Props {
  label: string
  icon: IconName
  items: MenuItem[]
  class?: string
}

/** A button with a short list of things to do; arrows move, Escape closes. */
export function Menu({ label, icon, items, class: extra = '' }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`icon-button ${extra}`}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <Floating anchor={button} onClose={() => setOpen(false)} class="menu">
          <MenuList items={items} onClose={close} />
        </Floating>
      )}
    </>
  )
}

function MenuList({ items, onClose }: { items: MenuItem[]; onClose: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onClose()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[(at + (event.key === 'ArrowDown' ? 1 : rows.length - 1)) % rows.length]?.focus()
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
