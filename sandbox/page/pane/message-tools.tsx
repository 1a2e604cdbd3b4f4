import type { Message } from '../control/control-shapes.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { Menu } from '../parts/menu.tsx'
import { showThread } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { usePane } from './pane-context.ts'

/** What can be done with a message: answer in its thread, and the app's message shortcuts. */
export function MessageTools({ message, inThread }: { message: Message; inThread: boolean }) {
  const session = useSession()
  const say = useText()
  const { index, person } = usePane()
  const shortcuts = usePage((page) => page.workspace?.app.shortcuts) ?? []
  const items = shortcuts
    .filter((shortcut) => shortcut.type === 'message')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      label: name,
      onPick: () => {
        const { channel, ts } = message
        void session.attempt(session.api.runShortcut(person.id, callbackId, { channel, ts }))
      },
    }))
  const reply = () => session.arrange((layout) => showThread(layout, index, message.thread_ts ?? message.ts))
  if (inThread && items.length === 0) return null
  return (
    <div class="message-tools">
      {!inThread && <IconButton icon="reply" label={say('replyInThread')} onPress={reply} />}
      {items.length > 0 && <Menu label={say('moreActions')} icon="more" items={items} />}
    </div>
  )
}
