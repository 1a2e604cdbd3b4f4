import { z } from 'zod'

/** Ties may lengthen a top ten, but not without end; name the rest in `moreText`. */
export const LEADERBOARD_MAX_ROWS = 12

const words = z.string().max(200)
const neededWords = words.refine((text) => text.trim() !== '', 'must not be blank')

const rowSchema = z.strictObject({
  rank: z.int().min(1),
  name: neededWords,
  teamName: words,
  /** The score or amount as it is to be read, in the reader's language. */
  valueText: neededWords,
  attainmentPercent: z.number().min(0).max(999),
  /** Movement since the last period, in words or signs: '▲2', '+12%'. */
  changeText: words.optional(),
  /** Shares its rank with someone, shown or not. */
  isTie: z.boolean(),
})

/**
 * The top of a ranking, every text in the reader's language already. Ranks rise from 1 and none is beyond
 * `topCount`: a list of those at the bottom cannot be drawn.
 */
export const leaderboardSchema = z
  .strictObject({
    title: neededWords,
    periodText: words,
    policyText: words,
    topCount: z.int().min(3).max(10),
    rows: z.array(rowSchema).max(LEADERBOARD_MAX_ROWS),
    /** How many more share the last rank, when they are too many to draw. */
    moreText: words.optional(),
    mostImproved: z
      .strictObject({ label: neededWords, name: neededWords, teamName: words, changeText: neededWords })
      .optional(),
    texts: z.strictObject({
      /** Beside the mark at 100 %. */
      target: neededWords,
      tie: neededWords,
      noData: neededWords,
    }),
  })
  .superRefine((input, context) => {
    for (const [index, row] of input.rows.entries()) {
      const refuse = (field: keyof typeof row, message: string) =>
        context.addIssue({ code: 'custom', path: ['rows', index, field], message })
      const previous = input.rows[index - 1]
      if (row.rank > input.topCount) refuse('rank', `is beyond the top ${input.topCount}`)
      if (!previous && row.rank !== 1) refuse('rank', 'must start at 1')
      if (previous && row.rank < previous.rank) refuse('rank', 'must not fall from row to row')
      if (previous?.rank === row.rank && !(row.isTie && previous.isTie)) {
        refuse('isTie', 'must be true for rows that share a rank')
      }
    }
  })

export type LeaderboardInput = z.infer<typeof leaderboardSchema>
export type LeaderboardRow = LeaderboardInput['rows'][number]

/** Rounded down to a tenth, so that 99.97 never reads as a target reached; 64.1 × 10 is 640.9999… here. */
export function formatPercent(percent: number): string {
  return `${Math.floor(percent * 10 + 1e-6) / 10}%`
}
