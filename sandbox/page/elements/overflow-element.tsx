import { type ElementProps, targetOf, useSurface } from '../blocks/surface.ts'
import { usePane } from '../pane/pane-context.ts'
import { Menu } from '../parts/menu.tsx'
import { useText } from '../session/use-page.ts'
import { plainText } from '../text/slack-text.tsx'

export function OverflowElement(props: ElementProps) {
  const { element } = props
  const surface = useSurface()
  const pane = usePane()
  const say = useText()
  const items = (element.options ?? []).map((option) => ({
    key: option.value ?? plainText(option.text),
    label: plainText(option.text),
    description: option.description && plainText(option.description),
    onPick: async () => {
      if (element.confirm && !(await pane.confirm(element.confirm))) return
      const result = await surface.act(targetOf(props), option.value ?? plainText(option.text))
      const url = result?.openUrl ?? option.url
      if (url) window.open(url, '_blank', 'noopener')
    },
  }))
  return <Menu label={say('moreActions')} icon="more" items={items} class="is-outlined" />
}
