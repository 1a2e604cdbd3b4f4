import { BlockList } from '../blocks/block-list.tsx'
import type { Surface } from '../blocks/surface.ts'
import type { Attachment } from '../control/slack-shapes.ts'
import { parseMrkdwn } from '../text/parse-mrkdwn.ts'
import { isSafeUrl } from '../text/text-node.ts'
import { TextNodes } from '../text/text-nodes.tsx'
import { usePane } from './pane-context.ts'

const COLOURS: Record<string, string> = { good: '#2e7d5b', warning: '#c98a1b', danger: '#b8443a' }

/** A secondary attachment: a coloured bar with blocks or the older fields beside it. */
export function AttachmentView({ attachment, surface }: { attachment: Attachment; surface: Surface }) {
  const { refs } = usePane()
  const { color = '', blocks, fields } = attachment
  const bar = COLOURS[color] ?? (/^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : undefined)
  const mrkdwn = (text: string | undefined) =>
    text ? (
      <div class="text">
        <TextNodes nodes={parseMrkdwn(text)} refs={refs} />
      </div>
    ) : null
  return (
    <div class="attachment" style={bar ? { borderColor: bar } : {}}>
      {mrkdwn(attachment.pretext)}
      {attachment.author_name && <small>{attachment.author_name}</small>}
      {attachment.title && (
        <strong>
          {attachment.title_link && isSafeUrl(attachment.title_link) ? (
            <a href={attachment.title_link} target="_blank" rel="noopener noreferrer">
              {attachment.title}
            </a>
          ) : (
            attachment.title
          )}
        </strong>
      )}
      {mrkdwn(attachment.text ?? (blocks ? undefined : attachment.fallback))}
      {blocks && <BlockList blocks={blocks} surface={surface} />}
      {fields && (
        <div class="section-fields">
          {fields.map((field) => (
            <div key={field.title}>
              <strong>{field.title}</strong>
              {mrkdwn(field.value)}
            </div>
          ))}
        </div>
      )}
      {attachment.footer && <small>{attachment.footer}</small>}
    </div>
  )
}
