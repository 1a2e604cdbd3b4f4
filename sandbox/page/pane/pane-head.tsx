import { Avatar } from '../parts/avatar.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { closePane } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { usePane } from './pane-context.ts'

export function PaneHead() {
  const session = useSession()
  const say = useText()
  const { person, index } = usePane()
  const isSplit = usePage((page) => (page.layout?.panes.length ?? 1) > 1)
  return (
    <header class="pane-head">
      <Avatar person={person} size="s" />
      <p>
        <span class="pane-head-lead">{say('actingAs')}</span> <strong>{person.real_name}</strong>{' '}
        <span class="pane-head-title">{person.title}</span>
      </p>
      {isSplit && (
        <IconButton
          icon="close"
          label={say('closeSide')}
          onPress={() => session.arrange((layout) => closePane(layout, index))}
        />
      )}
    </header>
  )
}
