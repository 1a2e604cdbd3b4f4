import type { Message } from '../control/control-shapes.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import type { SlackView } from '../session/layout.ts'
import { messagesKey } from '../session/page-state.ts'
import { channelOf } from '../session/plan-reload.ts'
import { usePage, useText } from '../session/use-page.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { usePane } from './pane-context.ts'
import { ThreadPanel } from './thread-panel.tsx'

const NONE: Message[] = []

/** A conversation with its composer, and the open thread beside it. */
export function ChatView({ view }: { view: SlackView }) {
  const say = useText()
  const { person } = usePane()
  const channelId = usePage((page) => channelOf(view, page.conversations[person.id]))
  const conversation = usePage((page) => page.conversations[person.id]?.find((each) => each.id === channelId))
  const messages = usePage((page) => page.messages[messagesKey(person.id, channelId ?? '', null)])
  const app = usePage((page) => page.workspace?.app)
  const bot = usePage((page) => page.workspace?.users.find((user) => user.id === app?.botUserId))
  const isDm = conversation?.kind === 'dm' || (!conversation && view.place.kind === 'dm')
  const isBotDm = isDm && conversation?.withBot !== false
  const title = isBotDm ? (bot?.real_name ?? '') : ((conversation?.name || conversation?.title) ?? '')
  return (
    <>
      <div class="chat">
        <header class="chat-head">
          {isBotDm ? (
            <Avatar person={bot} size="s" />
          ) : (
            <Icon name={conversation?.kind === 'private' ? 'lock' : 'hash'} />
          )}
          <h2>{title}</h2>
          {isBotDm && <span class="tag">{say('app')}</span>}
          {conversation && !isDm && (
            <p class="chat-topic">
              {conversation.topic}
              <span>{say('members', { n: conversation.members.length })}</span>
              {!conversation.withBot && (
                <span>{say('botAbsent', { bot: bot?.real_name ?? app?.name ?? '' })}</span>
              )}
            </p>
          )}
        </header>
        <MessageList
          key={channelId}
          messages={messages ?? NONE}
          isRead={messages !== undefined}
          openThreadTs={view.threadTs}
        />
        <Composer
          key={`${person.id} ${channelId}`}
          channelId={channelId ?? 'dm'}
          threadTs={null}
          name={title}
        />
      </div>
      {view.threadTs !== null && channelId !== null && (
        <ThreadPanel key={view.threadTs} channelId={channelId} threadTs={view.threadTs} title={title} />
      )}
    </>
  )
}
