import { useState } from 'preact/hooks'
import type { PhoneChat, PhoneMessage } from '../control/control-shapes.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { APP_CHAT, BOT_CHAT, openChat } from '../session/layout.ts'
import { chatKey } from '../session/page-state.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { AppMenu } from './app-menu.tsx'
import { useChatTitle } from './chat-list.tsx'
import { PhoneComposer } from './phone-composer.tsx'
import { usePhone } from './phone-context.ts'
import { PhoneMessages } from './phone-messages.tsx'

const NONE: PhoneMessage[] = []

/** A conversation: its messages, and where one writes or presses the app's menu. */
export function ChatScreen({ chatId }: { chatId: string }) {
  const session = useSession()
  const say = useText()
  const { index, userid } = usePhone()
  const chats = usePage((page) => page.chats[userid])
  const chat = chats?.find(({ id }) => id === chatId)
  const messages = usePage((page) => page.phoneMessages[chatKey(userid, chatId)]) ?? NONE
  const title = useChatTitle(chat)
  const others = (chats ?? []).reduce((sum, { id, unread }) => sum + (id === chatId ? 0 : unread), 0)
  return (
    <div class="phone-chat">
      <header class="phone-bar">
        <button
          type="button"
          class="phone-back"
          aria-label={say('phoneBackToChats')}
          onClick={() => session.arrange((layout) => openChat(layout, index, null))}
        >
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M15 5l-7 7 7 7" />
          </svg>
          {others > 0 && <span class="phone-others">{others}</span>}
        </button>
        <h2>
          {title}
          {chat?.kind === 'group' && <small>{`（${chat.members}）`}</small>}
        </h2>
      </header>
      <PhoneMessages
        messages={messages}
        draftKey={chatId === APP_CHAT ? userid : chatKey(userid, chatId)}
        isGroup={chat?.kind === 'group'}
      />
      {chat?.kind === 'app' && <AppFoot />}
      {chat?.kind === 'bot' && <BotFoot />}
      {chat?.kind === 'group' && <GroupFoot chat={chat} />}
      {chats && !chat && <p class="phone-deaf">{say('phoneNoChat')}</p>}
    </div>
  )
}

/** The app's menu where it has one, and the keyboard behind a press; a draft waits in the keyboard. */
function AppFoot() {
  const say = useText()
  const { userid } = usePhone()
  const menu = usePage((page) => page.wecom?.app.menu) ?? null
  const session = useSession()
  const send = (text: string) => session.api.sayOnPhone(userid, text)
  const hasDraft = usePage((page) => (page.drafts[userid] ?? '') !== '')
  const [isTyping, setTyping] = useState(false)
  if (!menu) return <PhoneComposer draftKey={userid} onSend={send} />
  const showsKeyboard = isTyping || hasDraft
  return (
    <div class="phone-foot">
      <IconButton
        icon={showsKeyboard ? 'menu' : 'keyboard'}
        label={say(showsKeyboard ? 'phoneShowMenu' : 'phoneShowKeyboard')}
        disabled={hasDraft}
        onPress={() => setTyping(!showsKeyboard)}
      />
      {showsKeyboard ? (
        <PhoneComposer draftKey={userid} onSend={send} autoFocus={isTyping} />
      ) : (
        <AppMenu menu={menu} />
      )}
    </div>
  )
}

function BotFoot() {
  const session = useSession()
  const { userid } = usePhone()
  const send = (text: string) => session.api.sayToBot(userid, text)
  return <PhoneComposer draftKey={chatKey(userid, BOT_CHAT)} onSend={send} />
}

/** In a group only the smart bot hears, and only what calls it by its name. */
function GroupFoot({ chat }: { chat: PhoneChat }) {
  const session = useSession()
  const say = useText()
  const { userid } = usePhone()
  const appName = usePage((page) => page.workspace?.app.name) ?? ''
  const isBotHere = usePage((page) => page.wecom?.bot.isConnected ?? false)
  if (!isBotHere) return <p class="phone-deaf">{say(chat.hasRobot ? 'phoneRobotDeaf' : 'phoneGroupDeaf')}</p>
  const send = (text: string) => session.api.sayToBot(userid, text, chat.id)
  return (
    <PhoneComposer
      draftKey={chatKey(userid, chat.id)}
      onSend={send}
      placeholder={say('phoneCallBot', { name: appName })}
    />
  )
}
