import { BlockList } from '../blocks/block-list.tsx'
import { useSurfaceAt } from '../blocks/use-surface.ts'
import type { Message } from '../control/control-shapes.ts'
import type { Attachment } from '../control/slack-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { useText } from '../session/use-page.ts'
import { parseMrkdwn } from '../text/parse-mrkdwn.ts'
import { TextNodes } from '../text/text-nodes.tsx'
import { AttachmentView } from './attachment-view.tsx'
import { FileView } from './file-view.tsx'
import { usePane } from './pane-context.ts'

const EMPTY = {}

/** Blocks where there are any (`text` is then only for notifications), else the text; then attachments and files. */
export function MessageBody({ message }: { message: Message }) {
  const say = useText()
  const { refs } = usePane()
  const { surface, trouble } = useSurfaceAt({
    kind: 'message',
    place: { message: { channel: message.channel, ts: message.ts } },
    values: EMPTY,
  })
  const edited = message.edited && <small class="message-edited">{say('edited')}</small>
  return (
    <>
      {message.blocks?.length ? (
        <div class="blocks">
          <BlockList blocks={message.blocks} surface={surface} />
        </div>
      ) : (
        message.text !== '' && (
          <div class="text">
            <TextNodes nodes={parseMrkdwn(message.text)} refs={refs} />
          </div>
        )
      )}
      {message.attachments?.map((attachment: Attachment, index: number) => (
        <AttachmentView key={index} attachment={attachment} surface={surface} />
      ))}
      {message.files?.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
      {edited}
      {trouble !== null && (
        <p class="message-trouble" role="alert">
          <Icon name="warning" />
          {trouble || say('trouble')}
        </p>
      )}
    </>
  )
}
