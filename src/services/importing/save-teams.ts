import type { Saying } from '../../errors.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import type { PersonLine } from './read-person-line.ts'

/**
 * Teams that the lines and the house do not agree on: a role held for a team that neither knows, which is nearly
 * always a misspelt name, and a key that another team has.
 */
export async function findTeamProblems(
  tx: Tx,
  lines: readonly PersonLine[],
): Promise<{ line: number; say: Saying }[]> {
  const there = await tx.team.findMany()
  const named = new Set([...there.map((t) => t.name), ...lines.flatMap((p) => [p.team, p.parentTeam ?? ''])])
  const byKey = new Map(there.map((t) => [t.key, t.name]))
  return lines.flatMap(({ line, team, teamKey, roles }) => {
    const problems: { line: number; say: Saying }[] = roles
      .filter((held) => !named.has(held.team))
      .map((held) => ({ line, say: { key: 'imports.unknownTeam', params: { value: held.team } } }))
    const keyOf = teamKey === null ? team : (byKey.get(teamKey) ?? team)
    if (teamKey !== null) byKey.set(teamKey, keyOf)
    if (keyOf !== team)
      problems.push({
        line,
        say: { key: 'imports.teamKeyTaken', params: { value: teamKey ?? '', team: keyOf } },
      })
    return problems
  })
}

/** Makes the teams that are not there yet, those above first; ids of all by name. */
export async function saveTeams(
  office: Office,
  tx: Tx,
  lines: readonly PersonLine[],
  isDryRun: boolean,
): Promise<Map<string, string>> {
  const known = new Map((await tx.team.findMany()).map((t) => [t.name, t.id]))
  const parents = new Map(lines.flatMap((p) => (p.parentTeam ? [[p.team, p.parentTeam] as const] : [])))
  const keys = new Map(lines.flatMap((p) => (p.teamKey ? [[p.team, p.teamKey] as const] : [])))
  const save = async (name: string, above: readonly string[]): Promise<string> => {
    const there = known.get(name)
    if (there) return there
    const trail = [...above, name]
    const parent = parents.get(name)
    // Two teams that are said to stand above each other: the first one named stands below.
    const parentId = parent && !trail.includes(parent) ? await save(parent, trail) : null
    const id = newId(office.clock.now())
    known.set(name, id)
    const key = keys.get(name) ?? `team-${id.slice(-8)}`
    if (!isDryRun) await tx.team.create({ data: { id, key, name, parentId } })
    return id
  }
  for (const { team } of lines) await save(team, [])
  return known
}
