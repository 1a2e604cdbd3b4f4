/** Entry of the child process that `draw-in-child.ts` starts: draws what it is sent, one picture after another. */
import { drawHeatmap } from './draw-heatmap.ts'
import { drawLeaderboard } from './draw-leaderboard.ts'
import type { PictureAnswer, PictureOrder } from './picture-order.ts'

const draw = ({ kind, input }: PictureOrder): Promise<Uint8Array> =>
  kind === 'leaderboard' ? drawLeaderboard(input) : drawHeatmap(input)

const answer = (message: PictureAnswer) => process.send?.(message)

let last: Promise<unknown> = Promise.resolve()

process.on('message', ({ id, order }: { id: number; order: PictureOrder }) => {
  last = last.then(() =>
    draw(order).then(
      (png) => answer({ id, png }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
    ),
  )
})

// The parent has gone or needs no more pictures.
process.on('disconnect', () => process.exit(0))
