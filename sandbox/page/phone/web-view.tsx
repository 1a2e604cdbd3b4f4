import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from '../parts/icon-button.tsx'
import { usePage, useText } from '../session/use-page.ts'
import { usePhone } from './phone-context.ts'

/**
 * The browser inside of the phone. What is loaded is told by the sandbox: a page of another origin says nothing to the
 * page around it. Going back loads the page before anew.
 */
export function WebView({ start, onClose }: { start: string; onClose: () => void }) {
  const say = useText()
  const { userid } = usePhone()
  const page = usePage((state) => state.webPages[userid])
  const [source, setSource] = useState({ url: start, turn: 0 })
  const passed = useRef<string[]>([])
  const first = useRef(page)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    passed.current = []
    setSource(({ turn }) => ({ url: start, turn: turn + 1 }))
    box.current?.focus()
  }, [start])
  // What was loaded before this browser opened is no page to go back to.
  const shown = page === first.current ? null : page
  useEffect(() => {
    if (shown && passed.current.at(-1) !== shown.frameUrl) passed.current.push(shown.frameUrl)
  }, [shown])

  const goBack = () => {
    passed.current.pop()
    const before = passed.current.pop()
    if (before === undefined) return onClose()
    return setSource(({ turn }) => ({ url: before, turn: turn + 1 }))
  }
  const address = shown?.url ?? ''
  return (
    <div
      ref={box}
      class="webview"
      role="dialog"
      aria-label={say('webView')}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header class="phone-bar">
        <IconButton icon="back" label={say('webBack')} onPress={goBack} />
        <h2>
          {shown?.title || say('webLoading')}
          <small>{URL.canParse(address) ? new URL(address).host : ''}</small>
        </h2>
        <IconButton icon="close" label={say('webClose')} onPress={onClose} />
      </header>
      <iframe
        key={source.turn}
        src={source.url}
        title={shown?.title || say('webView')}
        sandbox="allow-scripts allow-forms allow-same-origin allow-downloads allow-popups allow-modals"
      />
    </div>
  )
}
