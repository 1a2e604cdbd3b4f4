import type { PhoneMessage } from '../control/control-shapes.ts'
import { useFollowEnd } from '../parts/use-follow-end.ts'
import { useText } from '../session/use-page.ts'
import { usePhone } from './phone-context.ts'
import { PhoneMessageView } from './phone-message.tsx'
import { sayTime } from './say-time.ts'

/** A pause after which a phone shows the time again. */
const PAUSE_MS = 5 * 60_000

interface Props {
  messages: PhoneMessage[]
  /** where a copied message goes */
  draftKey: string
  isGroup: boolean
}

/** The messages, kept at the newest as long as the reader has not scrolled up. */
export function PhoneMessages({ messages, draftKey, isGroup }: Props) {
  const say = useText()
  const { userid } = usePhone()
  const { frame, content } = useFollowEnd(messages.findLast(({ from }) => from === userid)?.msgid)
  return (
    <div ref={frame} class="phone-messages">
      <div ref={content} class="phone-messages-content" role="log">
        {messages.length === 0 && (
          <p class="phone-time">{say(isGroup ? 'phoneNothingInGroup' : 'phoneNothing')}</p>
        )}
        {messages.map((message, index) => (
          <div key={message.msgid}>
            <TimeLine at={message.at} before={messages[index - 1]?.at} />
            <PhoneMessageView message={message} draftKey={draftKey} isGroup={isGroup} />
          </div>
        ))}
      </div>
    </div>
  )
}

function TimeLine({ at, before }: { at: string; before: string | undefined }) {
  const { refs } = usePhone()
  if (before !== undefined && Date.parse(at) - Date.parse(before) < PAUSE_MS) return null
  return <p class="phone-time">{sayTime(at, refs.viewer)}</p>
}
