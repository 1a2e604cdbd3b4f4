import type { Message } from '../control/control-shapes.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { showThread } from '../session/layout.ts'
import { messagesKey } from '../session/page-state.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { usePane } from './pane-context.ts'

const NONE: Message[] = []

interface Props {
  channelId: string
  threadTs: string
  title: string
}

export function ThreadPanel({ channelId, threadTs, title }: Props) {
  const session = useSession()
  const say = useText()
  const { person, index } = usePane()
  const messages = usePage((page) => page.messages[messagesKey(person.id, channelId, threadTs)])
  const close = () => session.arrange((layout) => showThread(layout, index, null))
  return (
    <aside class="thread" aria-label={say('thread')}>
      <header class="chat-head">
        <h2>{say('thread')}</h2>
        <p class="chat-topic">{title}</p>
        <IconButton icon="close" label={say('closeThread')} onPress={close} />
      </header>
      <MessageList messages={messages ?? NONE} isRead={messages !== undefined} openThreadTs={null} inThread />
      <Composer channelId={channelId} threadTs={threadTs} name={title} />
    </aside>
  )
}
