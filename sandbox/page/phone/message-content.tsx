import type { ComponentChildren } from 'preact'
import type { PhoneMessage } from '../control/control-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { useSession, useText } from '../session/use-page.ts'
import { TextNodes } from '../text/text-nodes.tsx'
import { CardView } from './card/card-view.tsx'
import { usePhone } from './phone-context.ts'
import { readMarkdown, readMarkdownV2 } from './text/read-phone-markdown.ts'
import { readDescription, readPhoneText } from './text/read-phone-text.ts'
import type { MessageBody, TemplateCard } from './wecom-shapes.ts'

/** A message by its type; what this page does not know is said, not hidden. */
export function MessageContent({ message }: { message: PhoneMessage }) {
  const say = useText()
  const { refs } = usePhone()
  const body = message.body as MessageBody
  const content = body.content ?? ''
  switch (message.msgtype) {
    case 'text': {
      const mentioned = (body.mentioned_list ?? []).map((id) =>
        id === '@all' ? say('phoneAll') : `@${refs.userName(id) ?? id}`,
      )
      return (
        <Bubble>
          <TextNodes nodes={readPhoneText(content, message.via === 'typed')} refs={refs} />
          {mentioned.length > 0 && <span class="phone-mention">{` ${mentioned.join(' ')}`}</span>}
        </Bubble>
      )
    }
    case 'markdown':
    case 'stream':
    case 'markdown_v2': {
      // What the smart bot writes has lists and tables too.
      const isPlain = message.msgtype === 'markdown' && message.from !== 'bot'
      const nodes = isPlain ? readMarkdown(content) : readMarkdownV2(content)
      return (
        <Bubble isWide>
          <TextNodes nodes={nodes} refs={refs} />
        </Bubble>
      )
    }
    case 'textcard':
      return <TextCard body={body} />
    case 'image':
      return <Picture body={body} />
    case 'file':
      return <FileCard body={body} />
    case 'news':
      return <News body={body} />
    case 'template_card':
      return <CardView message={message} card={message.body as unknown as TemplateCard} />
    case 'recalled':
      return <Bubble>{say('phoneRecalled')}</Bubble>
    default:
      return <Bubble>{say('phoneUnknown', { type: message.msgtype })}</Bubble>
  }
}

function Bubble({ children, isWide = false }: { children: ComponentChildren; isWide?: boolean }) {
  return <div class={`bubble text ${isWide ? 'is-wide' : ''}`}>{children}</div>
}

function TextCard({ body }: { body: MessageBody }) {
  const say = useText()
  const { browse } = usePhone()
  return (
    <button type="button" class="card card-text" onClick={() => body.url && browse(body.url)}>
      <strong class="card-title">{body.title}</strong>
      <span class="card-lines">
        {readDescription(body.description ?? '').map((line, index) => (
          <span key={index} class={`is-${line.tone}`}>
            {line.text}
          </span>
        ))}
      </span>
      <span class="card-jump">
        {body.btntxt || say('phoneDetails')}
        <Icon name="forward" />
      </span>
    </button>
  )
}

function Picture({ body }: { body: MessageBody }) {
  const session = useSession()
  const say = useText()
  const src =
    body.media_id === undefined ? `data:image/png;base64,${body.base64}` : session.api.mediaUrl(body.media_id)
  return (
    <a class="phone-picture" href={src} target="_blank" rel="noopener noreferrer" onClick={openApart}>
      <img src={src} alt={body.filename ?? say('phonePicture')} />
    </a>
  )
}

/** A picture opens in a window of its own, not in the phone's browser. */
function openApart(event: MouseEvent): void {
  event.stopPropagation()
}

function FileCard({ body }: { body: MessageBody }) {
  const session = useSession()
  const say = useText()
  const name = body.filename ?? ''
  return (
    <a
      class="card card-file"
      href={session.api.mediaUrl(body.media_id ?? '')}
      download={name}
      aria-label={say('download', { name })}
      onClick={openApart}
    >
      <span>
        <strong>{name}</strong>
        <small>{`${Math.max(1, Math.round((body.size ?? 0) / 1024))} KB`}</small>
      </span>
      <Icon name="file" />
    </a>
  )
}

function News({ body }: { body: MessageBody }) {
  const { browse } = usePhone()
  return (
    <div class="card card-news">
      {(body.articles ?? []).map((article, index) => (
        <button key={index} type="button" onClick={() => browse(article.url)}>
          {article.picurl && <img src={article.picurl} alt="" />}
          <strong>{article.title}</strong>
          {article.description && <small>{article.description}</small>}
        </button>
      ))}
    </div>
  )
}
