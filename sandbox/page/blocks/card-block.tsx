import type { Block } from '../control/slack-shapes.ts'
import { ElementView } from '../elements/element-view.tsx'
import { SlackText } from '../text/slack-text.tsx'

export function CardBlock({ block }: { block: Block }) {
  return (
    <div class="block card-block">
      {block.title && (
        <strong>
          <SlackText text={block.title} />
        </strong>
      )}
      {block.subtitle && (
        <small>
          <SlackText text={block.subtitle} />
        </small>
      )}
      {block.body && (
        <div class="text">
          <SlackText text={block.body} />
        </div>
      )}
      {block.actions && (
        <div class="actions-block">
          {block.actions.map((element) => (
            <ElementView key={element.action_id} element={element} blockId={block.block_id ?? ''} />
          ))}
        </div>
      )}
    </div>
  )
}
