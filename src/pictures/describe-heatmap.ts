import { colonOf } from '../i18n/join-label.ts'
import { countStates, type HeatmapInput, heatmapSchema, PARTICIPATION_STATES } from './heatmap-input.ts'
import { joinParts, toLine } from './plain-line.ts'

/**
 * What drawHeatmap shows, as lines of plain text: the counts, then each team and its people with how often
 * they filed and which columns were late, excused or missed. Nothing is cut here; a platform's limit is
 * the caller's. Throws a ZodError like drawHeatmap.
 */
export function describeHeatmap(input: HeatmapInput): string[] {
  const map = heatmapSchema.parse(input)
  const heading = [toLine(map.title), joinParts([map.periodText, map.policyText])].filter(
    (line) => line !== '',
  )
  if (map.teams.length === 0 || map.columns.length === 0) return [...heading, toLine(map.texts.noData)]

  const counts = countStates(map.teams.flatMap((team) => team.people.flatMap((person) => person.states)))
  const summary = joinParts(PARTICIPATION_STATES.map((state) => `${map.texts[state]} ${counts[state]}`))
  const teams = map.teams.flatMap((team) => [
    toLine(team.name),
    ...team.people.map((person) => {
      const states = describePerson(map, person.states)
      return `${toLine(person.name)}${colonOf(states)}${states}`
    }),
  ])
  return [...heading, summary, ...teams]
}

function describePerson(
  map: HeatmapInput,
  states: HeatmapInput['teams'][number]['people'][number]['states'],
): string {
  const counts = countStates(states)
  const parts = PARTICIPATION_STATES.filter((state) => counts[state] > 0).map((state) => {
    const count = `${map.texts[state]} ${counts[state]}`
    // The rule needs no dates, the exceptions do.
    if (state === 'filed' || state === 'none') return count
    const labels = map.columns.filter((_, index) => states[index] === state).map(({ label }) => toLine(label))
    return `${count} (${labels.join(', ')})`
  })
  return joinParts(parts)
}
