import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { showThread } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { formatSlackDate } from '../text/format-slack-date.ts'
import type { MessageRow } from './arrange-messages.ts'
import { MessageBody } from './message-body.tsx'
import { MessageTools } from './message-tools.tsx'
import { usePane } from './pane-context.ts'

interface Props {
  row: MessageRow
  isOpenThread: boolean
  inThread: boolean
}

export function MessageView({ row, isOpenThread, inThread }: Props) {
  const { message, isContinued } = row
  const say = useText()
  const { refs } = usePane()
  const author = usePage((page) => page.workspace?.users.find((user) => user.id === message.user))
  const name = message.username ?? author?.real_name ?? say('systemNotice')
  const time = formatSlackDate(Number(message.ts), '{time}', refs.viewer)
  const classes = [
    'message',
    isContinued && !message.ephemeral ? 'is-continued' : '',
    message.ephemeral ? 'is-ephemeral' : '',
    message.notice ? 'is-notice' : '',
    isOpenThread ? 'is-open-thread' : '',
  ]
  return (
    <article class={classes.join(' ')} data-ts={message.ts}>
      <div class="message-side">
        {isContinued && !message.ephemeral ? (
          <time>{time}</time>
        ) : (
          <SenderPicture isNotice={message.notice} author={author} />
        )}
      </div>
      <div class="message-main">
        {message.ephemeral && (
          <p class="message-private">
            <Icon name="eye" />
            {say('onlyYou')}
          </p>
        )}
        {(!isContinued || message.ephemeral) && (
          <p class="message-head">
            <strong>{name}</strong>
            {message.bot_id && <span class="tag">{say('app')}</span>}
            <time>{time}</time>
          </p>
        )}
        <MessageBody message={message} />
        {!inThread && (message.reply_count ?? 0) > 0 && <ThreadLine row={row} />}
      </div>
      {!message.ephemeral && <MessageTools message={message} inThread={inThread} />}
    </article>
  )
}

function SenderPicture({
  isNotice,
  author,
}: {
  isNotice: boolean
  author: Parameters<typeof Avatar>[0]['person']
}) {
  if (!isNotice) return <Avatar person={author} />
  return (
    <span class="avatar avatar-m avatar-notice">
      <Icon name="warning" />
    </span>
  )
}

/** "3 replies", with who has answered; opens the thread. */
function ThreadLine({ row: { message } }: { row: MessageRow }) {
  const session = useSession()
  const say = useText()
  const { index, refs } = usePane()
  const users = usePage((page) => page.workspace?.users) ?? []
  const count = message.reply_count ?? 0
  const when = formatSlackDate(
    Number(message.latest_reply ?? message.ts),
    '{date_short_pretty} {time}',
    refs.viewer,
  )
  return (
    <button
      type="button"
      class="thread-line"
      onClick={() => session.arrange((layout) => showThread(layout, index, message.ts))}
    >
      {(message.reply_users ?? []).slice(0, 4).map((id) => (
        <Avatar key={id} person={users.find((user) => user.id === id)} size="s" />
      ))}
      <span class="thread-count">{say(count === 1 ? 'oneReply' : 'replies', { n: count })}</span>
      <span class="thread-when">{say('lastReply', { when })}</span>
    </button>
  )
}
