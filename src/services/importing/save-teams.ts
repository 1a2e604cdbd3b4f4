import type { Saying } from '../../errors.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import type { PersonLine } from './read-person-line.ts'

/**
 * Teams that the lines and the house do not agree on: a role held for a team that neither knows, which is nearly
 * always a misspelt name, a key that another team has, and teams that would stand above themselves.
 */
export async function findTeamProblems(
  tx: Tx,
  lines: readonly PersonLine[],
): Promise<{ line: number; say: Saying }[]> {
  const there = await tx.team.findMany()
  const named = new Set([...there.map((t) => t.name), ...lines.flatMap((p) => [p.team, p.parentTeam ?? ''])])
  const byKey = new Map(there.map((t) => [t.key, t.name]))
  const names = new Map(there.map((t) => [t.id, t.name]))
  const above = new Map([
    ...there.map((t) => [t.name, names.get(t.parentId ?? '') ?? null] as const),
    ...lines.flatMap(({ team, parentTeam }) => (parentTeam ? [[team, parentTeam] as const] : [])),
  ])
  return lines.flatMap(({ line, team, parentTeam, teamKey, roles }) => {
    const problems: { line: number; say: Saying }[] = roles
      .filter((held) => !named.has(held.team))
      .map((held) => ({ line, say: { key: 'imports.unknownTeam', params: { value: held.team } } }))
    if (parentTeam && isInCircle(team, above))
      problems.push({ line, say: { key: 'imports.teamCircle', params: { team, parent: parentTeam } } })
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

function isInCircle(team: string, above: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = team; at; at = above.get(at)) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

/** Makes the teams that are not there yet, those above first, and moves those that now stand below another; ids of all by name. */
export async function saveTeams(
  office: Office,
  tx: Tx,
  lines: readonly PersonLine[],
  isDryRun: boolean,
): Promise<Map<string, string>> {
  const there = await tx.team.findMany()
  const known = new Map(there.map((t) => [t.name, t.id]))
  const parents = new Map(lines.flatMap((p) => (p.parentTeam ? [[p.team, p.parentTeam] as const] : [])))
  const keys = new Map(lines.flatMap((p) => (p.teamKey ? [[p.team, p.teamKey] as const] : [])))
  // Circles are a problem of their lines, and lines with problems are not saved.
  const save = async (name: string): Promise<string> => {
    const id = known.get(name)
    if (id) return id
    const parent = parents.get(name)
    const parentId = parent ? await save(parent) : null
    const made = newId(office.clock.now())
    known.set(name, made)
    const key = keys.get(name) ?? `team-${made.slice(-8)}`
    if (!isDryRun) await tx.team.create({ data: { id: made, key, name, parentId } })
    return made
  }
  for (const { team } of lines) await save(team)
  for (const { id, name, parentId } of there) {
    const parent = parents.get(name)
    const wanted = parent ? await save(parent) : parentId
    if (wanted !== parentId && !isDryRun) await tx.team.update({ where: { id }, data: { parentId: wanted } })
  }
  return known
}
