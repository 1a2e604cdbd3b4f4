import type { PhoneChat } from '../control/control-shapes.ts'
import { openChat } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { PhoneAvatar } from './phone-avatar.tsx'
import { usePhone } from './phone-context.ts'
import { sayTime } from './say-time.ts'

const NONE: PhoneChat[] = []

/** Every conversation of the phone, the newest on top. */
export function ChatList() {
  const say = useText()
  const { userid } = usePhone()
  const chats = usePage((page) => page.chats[userid]) ?? NONE
  return (
    <nav class="phone-list" aria-label={say('phoneChats')}>
      <header class="phone-bar">
        <h2>{say('phoneMessages')}</h2>
      </header>
      <div class="phone-list-rows">
        {chats.map((chat) => (
          <ChatRow key={chat.id} chat={chat} />
        ))}
        {chats.length === 0 && <p class="empty">{say('phoneNoChats')}</p>}
      </div>
    </nav>
  )
}

function ChatRow({ chat }: { chat: PhoneChat }) {
  const session = useSession()
  const say = useText()
  const { index, refs, userid } = usePhone()
  const title = useChatTitle(chat)
  const appName = usePage((page) => page.workspace?.app.name) ?? ''
  const isNamed = chat.kind === 'group' && chat.lastFrom !== '' && chat.lastFrom !== userid
  const names: Record<string, string> = { app: appName, bot: appName, robot: say('phoneRobot') }
  const sender = names[chat.lastFrom] ?? refs.userName(chat.lastFrom) ?? chat.lastFrom
  return (
    <button
      type="button"
      class="phone-row"
      onClick={() => session.arrange((layout) => openChat(layout, index, chat.id))}
    >
      <PhoneAvatar of={chat.kind} />
      <span class="phone-row-text">
        <strong>{title}</strong>
        <small>{isNamed && chat.lastWords ? `${sender}：${chat.lastWords}` : chat.lastWords}</small>
      </span>
      <span class="phone-row-side">
        {chat.lastAt && <time>{sayTime(chat.lastAt, refs.viewer, '{date_short_pretty}')}</time>}
        {chat.unread > 0 && (
          <span class="badge" title={say('unread', { n: chat.unread })}>
            {chat.unread}
          </span>
        )}
      </span>
    </button>
  )
}

/** The app's name, the bot's, or the group's. */
export function useChatTitle(chat: PhoneChat | undefined): string {
  const appName = usePage((page) => page.workspace?.app.name) ?? ''
  const say = useText()
  if (!chat) return ''
  if (chat.kind === 'bot') return say('phoneBot', { name: appName })
  return chat.kind === 'app' ? appName : chat.title
}
