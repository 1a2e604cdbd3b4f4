import { type HeatmapInput, heatmapSchema } from './heatmap-input.ts'
import { type LeaderboardInput, leaderboardSchema } from './leaderboard-input.ts'

/** A picture to be drawn, as it travels to the process that draws. */
export type PictureOrder =
  | { kind: 'leaderboard'; input: LeaderboardInput }
  | { kind: 'heatmap'; input: HeatmapInput }

/** What comes back: the picture, or in words why there is none. */
export type PictureAnswer = { id: number } & ({ png: Uint8Array } | { error: string })

/** @throws ZodError here rather than in another process, for an input that cannot be drawn */
export function checkOrder({ kind, input }: PictureOrder): void {
  if (kind === 'leaderboard') leaderboardSchema.parse(input)
  else heatmapSchema.parse(input)
}
