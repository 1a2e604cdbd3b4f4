import { Avatar } from '../parts/avatar.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { type Account, findWho, whoAtHome } from '../session/accounts.ts'
import { isSame, showBeside, showPerson } from '../session/layout.ts'
import type { PageState } from '../session/page-state.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'

interface Props {
  account: Account
  isLead: boolean
  onPicked: () => void
}

/** A person: a press plays them where they talk. */
export function PersonRow({ account, isLead, onPicked }: Props) {
  const session = useSession()
  const say = useText()
  const { person } = account
  const home = whoAtHome(account)
  const unread = usePage((page) => countUnread(page, account))
  const shownAt = usePage((page) => page.layout?.panes.findIndex((pane) => isPlaying(pane, account)) ?? -1)
  const isSplit = usePage((page) => (page.layout?.panes.length ?? 1) > 1)
  return (
    <div class={`person ${shownAt >= 0 ? 'is-shown' : ''} ${isLead ? 'is-lead' : ''}`}>
      <button
        type="button"
        class="person-main"
        aria-current={shownAt >= 0 ? 'true' : undefined}
        data-person={person.handle}
        onClick={() => {
          session.arrange((layout) => showPerson(layout, home))
          onPicked()
        }}
      >
        <Avatar person={person} />
        <span class="person-text">
          <span class="person-name">
            {person.real_name}
            <span class="tag" title={say('talksIn', { app: say(home.app) })}>
              {say(home.app === 'slack' ? 'slack' : 'wecomShort')}
            </span>
          </span>
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
            session.arrange((layout) => showBeside(layout, home))
            onPicked()
          }}
        />
      )}
    </div>
  )
}

function isPlaying(pane: Parameters<typeof isSame>[0], account: Account): boolean {
  const who = findWho(account, pane.app)
  return who !== null && isSame(pane, who)
}

/** What waits for somebody where they talk. */
function countUnread(page: PageState, account: Account): number {
  const { app, personId } = whoAtHome(account)
  const chats = (app === 'slack' ? page.conversations[personId] : page.chats[personId]) ?? []
  return chats.reduce((sum, { unread }) => sum + unread, 0)
}
