import type { Block } from '../control/slack-shapes.ts'
import { ElementView } from '../elements/element-view.tsx'
import { usePane } from '../pane/pane-context.ts'
import { useText } from '../session/use-page.ts'
import { parseMarkdown } from '../text/parse-markdown.ts'
import { readRichText } from '../text/read-rich-text.ts'
import { plainText, SlackText } from '../text/slack-text.tsx'
import { TextNodes } from '../text/text-nodes.tsx'
import { CardBlock } from './card-block.tsx'
import { ContextBlock } from './context-block.tsx'
import { ImageBlock } from './image-block.tsx'
import { InputBlock } from './input-block.tsx'
import { SectionBlock } from './section-block.tsx'
import { TableBlock } from './table-block.tsx'

/** One block of Block Kit; a type this page does not know is named rather than left out. */
export function BlockView({ block }: { block: Block }) {
  const { refs } = usePane()
  const say = useText()
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />
    case 'header':
      return <h3 class="block header-block">{plainText(block.text)}</h3>
    case 'divider':
      return <hr class="block divider-block" />
    case 'context':
      return <ContextBlock block={block} />
    case 'actions':
    case 'context_actions':
      return (
        <div class="block actions-block">
          {(block.elements ?? []).map((element) => (
            <ElementView key={element.action_id} element={element} blockId={block.block_id ?? ''} />
          ))}
        </div>
      )
    case 'input':
      return <InputBlock block={block} />
    case 'image':
      return <ImageBlock block={block} />
    case 'rich_text':
      return (
        <div class="block text">
          <TextNodes nodes={readRichText(block.elements ?? [])} refs={refs} />
        </div>
      )
    case 'markdown':
      return (
        <div class="block text">
          <TextNodes nodes={parseMarkdown(typeof block.text === 'string' ? block.text : '')} refs={refs} />
        </div>
      )
    case 'table':
    case 'data_table':
      return <TableBlock block={block} />
    case 'card':
      return <CardBlock block={block} />
    case 'carousel':
      return (
        <div class="block carousel-block">
          {((block.elements ?? []) as unknown as Block[]).map((card, index) => (
            <CardBlock key={index} block={{ ...card, block_id: card.block_id ?? block.block_id ?? '' }} />
          ))}
        </div>
      )
    case 'alert':
      return (
        <div class={`block alert-block alert-${block.level ?? 'default'}`}>
          <SlackText text={block.text} />
        </div>
      )
    default:
      return <p class="block unknown-block">{say('unknownBlock', { type: block.type })}</p>
  }
}
