import type { Block } from '../control/slack-shapes.ts'
import { BlockView } from './block-view.tsx'
import { type Surface, SurfaceContext } from './surface.ts'

/** Blocks on their surface; kept by block_id, so that what is typed stays where the app redraws around it. */
export function BlockList({ blocks, surface }: { blocks: Block[]; surface: Surface }) {
  return (
    <SurfaceContext.Provider value={surface}>
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </SurfaceContext.Provider>
  )
}
