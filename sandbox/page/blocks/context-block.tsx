import type { Block, TextObject } from '../control/slack-shapes.ts'
import { SlackText } from '../text/slack-text.tsx'
import { BlockImage } from './block-image.tsx'

export function ContextBlock({ block }: { block: Block }) {
  return (
    <div class="block context-block">
      {(block.elements ?? []).map((element, index) =>
        element.type === 'image' ? (
          <BlockImage key={index} source={element} class="context-image" />
        ) : (
          <span key={index} class="text">
            <SlackText text={element as unknown as TextObject} />
          </span>
        ),
      )}
    </div>
  )
}
