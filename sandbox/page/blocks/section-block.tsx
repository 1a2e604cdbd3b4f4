import type { Block } from '../control/slack-shapes.ts'
import { ElementView } from '../elements/element-view.tsx'
import { SlackText } from '../text/slack-text.tsx'

export function SectionBlock({ block }: { block: Block }) {
  return (
    <div class="block section-block">
      <div class="section-main">
        {block.text && (
          <div class="text">
            <SlackText text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="section-fields">
            {block.fields.map((field, index) => (
              <div key={index} class="text">
                <SlackText text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class="section-accessory">
          <ElementView element={block.accessory} blockId={block.block_id ?? ''} />
        </div>
      )}
    </div>
  )
}
