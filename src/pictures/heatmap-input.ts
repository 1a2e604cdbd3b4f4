import { z } from 'zod'

export const HEATMAP_MAX_PEOPLE = 40
const HEATMAP_MAX_COLUMNS = 31

/**
 * In the order of the legend. `due` is past its deadline and can still be made up; `none` is a day without an
 * obligation, which is not a zero.
 */
export const PARTICIPATION_STATES = ['filed', 'late', 'excused', 'due', 'missed', 'none'] as const
export type ParticipationState = (typeof PARTICIPATION_STATES)[number]

const words = z.string().max(200)
const neededWords = words.refine((text) => text.trim() !== '', 'must not be blank')

const columnSchema = z.strictObject({
  /** A day or a week, short: '16', 'W47'. */
  label: neededWords,
  /** Draws a fine line before the column; when labels are too many, only these columns keep theirs. */
  startsWeek: z.boolean().optional(),
})

const personSchema = z.strictObject({
  name: neededWords,
  /** One for each column. */
  states: z.array(z.enum(PARTICIPATION_STATES)),
})

/** Who filed when, grouped by team, every text in the reader's language already. */
export const heatmapSchema = z
  .strictObject({
    title: neededWords,
    periodText: words,
    policyText: words,
    columns: z.array(columnSchema).max(HEATMAP_MAX_COLUMNS),
    teams: z.array(z.strictObject({ name: neededWords, people: z.array(personSchema).min(1) })),
    texts: z.strictObject({
      filed: neededWords,
      late: neededWords,
      excused: neededWords,
      due: neededWords,
      missed: neededWords,
      none: neededWords,
      noData: neededWords,
    }),
  })
  .superRefine((input, context) => {
    const peopleCount = input.teams.reduce((count, team) => count + team.people.length, 0)
    if (peopleCount > HEATMAP_MAX_PEOPLE) {
      const message = `${peopleCount} people are more than the ${HEATMAP_MAX_PEOPLE} that stay readable`
      context.addIssue({ code: 'custom', path: ['teams'], message })
    }
    for (const [teamIndex, team] of input.teams.entries()) {
      for (const [personIndex, person] of team.people.entries()) {
        if (person.states.length === input.columns.length) continue
        context.addIssue({
          code: 'custom',
          path: ['teams', teamIndex, 'people', personIndex, 'states'],
          message: `has ${person.states.length} states for ${input.columns.length} columns`,
        })
      }
    }
  })

export type HeatmapInput = z.infer<typeof heatmapSchema>

/** How often each state occurs among the cells given. */
export function countStates(states: ParticipationState[]): Record<ParticipationState, number> {
  const counts = { filed: 0, late: 0, excused: 0, due: 0, missed: 0, none: 0 }
  for (const state of states) counts[state] += 1
  return counts
}
