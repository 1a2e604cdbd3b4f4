import type { ComponentChildren } from 'preact'
import type { Conversation } from '../control/control-shapes.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { DM, goTo, HOME, type PanePlace, type SlackView } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { usePane } from './pane-context.ts'

const NONE: Conversation[] = []

/** Where the person can go: Home and the app first, then channels, then other people. */
export function ConversationList({ view }: { view: SlackView }) {
  const say = useText()
  const { person } = usePane()
  const conversations = usePage((page) => page.conversations[person.id]) ?? NONE
  const users = usePage((page) => page.workspace?.users) ?? []
  const app = usePage((page) => page.workspace?.app)
  const bot = users.find((user) => user.id === app?.botUserId)
  const botDm = conversations.find((each) => each.kind === 'dm' && each.withBot)
  const channels = conversations.filter((each) => each.kind !== 'dm')
  const others = conversations.filter((each) => each.kind === 'dm' && !each.withBot)
  channels.sort((one, other) => one.title.localeCompare(other.title))
  const isAt = (id: string) => view.place.kind === 'channel' && view.place.channelId === id

  return (
    <nav class="places" aria-label={say('conversations')}>
      <Group title={say('apps')}>
        <PlaceRow
          icon={<Avatar person={bot} size="s" />}
          label={bot?.real_name ?? app?.name ?? ''}
          unread={botDm?.unread ?? 0}
          isAt={view.place.kind === 'dm' || (botDm !== undefined && isAt(botDm.id))}
          place={DM}
        />
        {app?.homeTab !== false && (
          <PlaceRow
            icon={<Icon name="home" />}
            label={say('home')}
            unread={0}
            isAt={view.place.kind === 'home'}
            place={HOME}
          />
        )}
      </Group>
      <Group title={say('channels')}>
        {channels.map((channel) => (
          <PlaceRow
            key={channel.id}
            icon={<Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
            label={channel.name}
            hint={channel.topic}
            unread={channel.unread}
            isAt={isAt(channel.id)}
            place={{ kind: 'channel', channelId: channel.id }}
          />
        ))}
      </Group>
      {others.length > 0 && (
        <Group title={say('directMessages')}>
          {others.map((dm) => (
            <PlaceRow
              key={dm.id}
              icon={<Avatar person={users.find((user) => user.real_name === dm.title)} size="s" />}
              label={dm.title}
              unread={dm.unread}
              isAt={isAt(dm.id)}
              place={{ kind: 'channel', channelId: dm.id }}
            />
          ))}
        </Group>
      )}
    </nav>
  )
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="places-group">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

interface RowProps {
  icon: ComponentChildren
  label: string
  hint?: string
  unread: number
  isAt: boolean
  place: PanePlace
}

function PlaceRow({ icon, label, hint, unread, isAt, place }: RowProps) {
  const session = useSession()
  const say = useText()
  const { index } = usePane()
  return (
    <button
      type="button"
      class={`place ${isAt ? 'is-at' : ''} ${unread > 0 ? 'is-unread' : ''}`}
      aria-current={isAt ? 'page' : undefined}
      title={hint}
      onClick={() => session.arrange((layout) => goTo(layout, index, place))}
    >
      {icon}
      <span class="place-label">{label}</span>
      {unread > 0 && (
        <span class="badge" title={say('unread', { n: unread })}>
          {unread}
        </span>
      )}
    </button>
  )
}
