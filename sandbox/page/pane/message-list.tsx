import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Message } from '../control/control-shapes.ts'
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

/** How near its end a list counts as "at the end", in pixels. */
const NEAR_END = 80

/** The messages, kept at the newest as long as the reader has not scrolled up. */
export function MessageList({ messages, isRead, openThreadTs, inThread = false }: Props) {
  const say = useText()
  const { refs } = usePane()
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const commands = usePage((page) => page.workspace?.app.commands)

  useLayoutEffect(() => {
    const box = frame.current
    if (!box || !content.current) return
    const follow = () => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight
    }
    let lastTop = box.scrollTop
    const onScroll = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END
      // Only scrolling up leaves the end: content that has grown since the last scroll does not.
      if (isNear || box.scrollTop < lastTop) isAtEnd.current = isNear
      lastTop = box.scrollTop
    }
    follow()
    // Pictures grow when they arrive; the frame shrinks when the composer grows.
    const resized = new ResizeObserver(follow)
    resized.observe(content.current)
    resized.observe(box)
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', onScroll)
    }
  }, [])

  const last = messages.at(-1)
  useLayoutEffect(() => {
    // One wants to see what one has just said.
    if (last?.user !== refs.ownId || !frame.current) return
    isAtEnd.current = true
    frame.current.scrollTop = frame.current.scrollHeight
  }, [last?.ts, last?.user, refs.ownId])

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
