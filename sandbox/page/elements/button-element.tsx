import { useState } from 'preact/hooks'
import { type ElementProps, targetOf, useSurface } from '../blocks/surface.ts'
import { usePane } from '../pane/pane-context.ts'
import { plainText } from '../text/slack-text.tsx'

export function ButtonElement(props: ElementProps) {
  const { element } = props
  const surface = useSurface()
  const pane = usePane()
  const [isBusy, setBusy] = useState(false)

  const press = async () => {
    if (isBusy) return
    if (element.confirm && !(await pane.confirm(element.confirm))) return
    setBusy(true)
    const result = await surface.act(targetOf(props))
    setBusy(false)
    if (result?.openUrl) window.open(result.openUrl, '_blank', 'noopener')
  }
  return (
    <button
      type="button"
      class={`button ${element.style ? `button-${element.style}` : ''} ${isBusy ? 'is-busy' : ''}`}
      aria-label={element.accessibility_label}
      aria-busy={isBusy}
      disabled={surface.disabled}
      onClick={press}
    >
      {plainText(element.text)}
    </button>
  )
}
