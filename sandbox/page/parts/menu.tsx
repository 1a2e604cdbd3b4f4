import { useRef, useState } from 'preact/hooks'
import { Floating } from './floating.tsx'
import { Icon, type IconName } from './icon.tsx'
import { type MenuItem, MenuList } from './menu-list.tsx'

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
