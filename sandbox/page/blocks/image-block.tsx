import type { Block } from '../control/slack-shapes.ts'
import { plainText } from '../text/slack-text.tsx'
import { BlockImage } from './block-image.tsx'

export function ImageBlock({ block }: { block: Block }) {
  return (
    <figure class="block image-block">
      {block.title && <figcaption>{plainText(block.title)}</figcaption>}
      <BlockImage source={block} class="block-image" />
    </figure>
  )
}
