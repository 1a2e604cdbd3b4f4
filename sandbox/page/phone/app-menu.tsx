import { useRef, useState } from 'preact/hooks'
import type { Menu, MenuItem } from '../control/control-shapes.ts'
import { Floating } from '../parts/floating.tsx'
import { MenuList } from '../parts/menu-list.tsx'
import { useSession, useText } from '../session/use-page.ts'
import { usePhone } from './phone-context.ts'

type Entry = Menu['button'][number]

/** The app's own menu at the bottom of its chat (document 90231): keys that tell the app, and pages. */
export function AppMenu({ menu }: { menu: Menu }) {
  const session = useSession()
  const say = useText()
  const { userid, browse } = usePhone()
  const press = async (item: MenuItem) => {
    const key = item.type === 'click' ? item.key : item.name
    const result = await session.attempt(session.api.pressMenu(userid, key))
    if (result?.openUrl) browse(result.openUrl)
    else if (result?.callback?.error) session.notify(say('phoneUnheard', { error: result.callback.error }))
  }
  return (
    <div class="phone-menu" role="menubar" aria-label={say('phoneMenu')}>
      {menu.button.map((entry) => (
        <MenuEntry key={entry.name} entry={entry} onPress={press} />
      ))}
    </div>
  )
}

function MenuEntry({ entry, onPress }: { entry: Entry; onPress: (item: MenuItem) => void }) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const items = 'sub_button' in entry ? entry.sub_button : null
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        role="menuitem"
        aria-haspopup={items ? 'menu' : undefined}
        aria-expanded={items ? isOpen : undefined}
        onClick={() => ('sub_button' in entry ? setOpen(!isOpen) : onPress(entry))}
      >
        {items && <span class="phone-menu-more" aria-hidden="true" />}
        {entry.name}
      </button>
      {items && isOpen && (
        <Floating anchor={button} onClose={() => setOpen(false)} side="above" class="menu">
          <MenuList
            items={items.map((item) => ({ key: item.name, label: item.name, onPick: () => onPress(item) }))}
            onClose={close}
          />
        </Floating>
      )}
    </>
  )
}
