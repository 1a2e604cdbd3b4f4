import type { Message } from '../control/control-shapes.ts'
import { useFollowEnd } from '../parts/use-follow-end.ts'
import { usePage, useText } from '../session/use-page.ts'
import { formatSlackDate } from '../text/format-slack-date.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { MessageView } from './message-view.tsx'
import { usePane } from './pane-context.ts'
import { suggestCommands } from './suggest-commands.ts'

interface Props {
  messages: Message[]
  /** False until the workspace has been read. */
  isRead: boolean
  openThreadTs: string | null
  inThread?: boolean
}

/** The messages, kept at the newest as long as the reader has not scrolled up. */
export function MessageList({ messages, isRead, openThreadTs, inThread = false }: Props) {
  const say = useText()
  const { refs } = usePane()
  const { frame, content } = useFollowEnd(messages.findLast(({ user }) => user === refs.ownId)?.ts)
  const commands = usePage((page) => page.workspace?.app.commands)
  const command = suggestCommands(commands ?? null, '/')[0]?.command ?? '/'
  return (
    <div ref={frame} class="messages">
      <div ref={content} class="messages-content" role="log">
        {isRead && messages.length === 0 && (
          <div class="empty">
            <p>{say('noMessages')}</p>
            <p>{say('noMessagesHint', { command })}</p>
          </div>
        )}
        {arrangeMessages(messages, refs.viewer.timeZone).map((row) => (
          <div key={row.message.ts}>
            {row.startsDay && (
              <div class="day-line">
                <span>{formatSlackDate(Number(row.message.ts), '{day_divider_pretty}', refs.viewer)}</span>
              </div>
            )}
            <MessageView row={row} isOpenThread={row.message.ts === openThreadTs} inThread={inThread} />
          </div>
        ))}
      </div>
    </div>
  )
}
