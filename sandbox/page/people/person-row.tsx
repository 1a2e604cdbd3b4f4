import type { Person } from '../control/control-shapes.ts'
import { Avatar } from '../parts/avatar.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { showBeside, showPerson } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'

interface Props {
  person: Person
  isLead: boolean
  onPicked: () => void
}

export function PersonRow({ person, isLead, onPicked }: Props) {
  const session = useSession()
  const say = useText()
  const unread = usePage((page) =>
    (page.conversations[person.id] ?? []).reduce((sum, conversation) => sum + conversation.unread, 0),
  )
  const shownAt = usePage((page) => page.layout?.panes.findIndex((pane) => pane.personId === person.id) ?? -1)
  const isSplit = usePage((page) => (page.layout?.panes.length ?? 1) > 1)
  return (
    <div class={`person ${shownAt >= 0 ? 'is-shown' : ''} ${isLead ? 'is-lead' : ''}`}>
      <button
        type="button"
        class="person-main"
        aria-current={shownAt >= 0 ? 'true' : undefined}
        data-person={person.handle}
        onClick={() => {
          session.arrange((layout) => showPerson(layout, person.id))
          onPicked()
        }}
      >
        <Avatar person={person} />
        <span class="person-text">
          <span class="person-name">{person.real_name}</span>
          <small>{person.title}</small>
        </span>
        {isSplit && shownAt >= 0 && (
          <span class="person-side">{say(shownAt === 0 ? 'leftSide' : 'rightSide')}</span>
        )}
        {unread > 0 && (
          <span class="badge" title={say('unread', { n: unread })}>
            {unread}
          </span>
        )}
      </button>
      {shownAt < 0 && (
        <IconButton
          icon="columns"
          label={say('showBeside', { name: person.real_name })}
          class="person-beside"
          onPress={() => {
            session.arrange((layout) => showBeside(layout, person.id))
            onPicked()
          }}
        />
      )}
    </div>
  )
}
