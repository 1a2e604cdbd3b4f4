import type { Saying } from '../../errors.ts'
import { partsOf } from '../../store/bulk.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import { shutOut } from '../../store/sessions.ts'
import type { Office } from '../office.ts'
import type { PersonColumns, PersonLine } from './read-person-line.ts'

interface KnownPerson extends PersonColumns {
  id: string
  teamId: string
  grants: readonly HeldRole[]
}
interface HeldRole {
  role: string
  teamId: string
}

/** Everybody there already, found by employee number, else by e-mail. */
export interface KnownPeople {
  find(columns: PersonColumns): KnownPerson | undefined
  /** Lines whose number is one person's and whose e-mail another's: nobody can tell which of them is meant. */
  findMixedUp(lines: readonly PersonLine[]): { line: number; say: Saying }[]
}

export async function readKnownPeople(tx: Tx): Promise<KnownPeople> {
  const people: KnownPerson[] = await tx.person.findMany({ include: { grants: true } })
  const byNumber = new Map(people.flatMap((p) => (p.employeeNo ? [[p.employeeNo, p] as const] : [])))
  const byEmail = new Map(people.flatMap((p) => (p.email ? [[p.email, p] as const] : [])))
  const both = ({ employeeNo, email }: PersonColumns) =>
    [employeeNo ? byNumber.get(employeeNo) : undefined, email ? byEmail.get(email) : undefined] as const
  return {
    find: (columns) => both(columns).find((p) => p !== undefined),
    findMixedUp: (lines) =>
      lines.flatMap(({ line, columns }) => {
        const [numbered, mailed] = both(columns)
        if (!numbered || !mailed || numbered.id === mailed.id) return []
        const params = { number: columns.employeeNo ?? '', email: columns.email ?? '' }
        return [{ line, say: { key: 'imports.twoPeople' as const, params } }]
      }),
  }
}

/**
 * Writes every line that says something new. `given` names the sheet's columns: of somebody who is there already,
 * what the sheet does not speak of stays as it is.
 */
export async function savePeople(
  office: Office,
  tx: Tx,
  lines: readonly PersonLine[],
  known: KnownPeople,
  teams: ReadonlyMap<string, string>,
  { given, isDryRun }: { given: ReadonlySet<string>; isDryRun: boolean },
): Promise<{ created: number; changed: number; unchanged: number }> {
  const counts = { created: 0, changed: 0, unchanged: 0 }
  const at = office.clock.now()
  const newPeople: NewPerson[] = []
  const changedRights: string[] = []
  const newGrants: (HeldRole & { personId: string })[] = []
  for (const { columns, team, roles } of lines) {
    const there = known.find(columns)
    const said = Object.fromEntries(Object.entries(columns).filter(([name]) => !there || given.has(name)))
    const teamId = teams.get(team) ?? ''
    const held = roles.map((r) => ({ role: r.role, teamId: teams.get(r.team) ?? '' }))
    const speaksOfRoles = !there || given.has('roles')
    const isSameRights =
      there?.teamId === teamId &&
      (said.isActive ?? true) === there.isActive &&
      (!speaksOfRoles || isSameRoles(there.grants, held))
    const isSame =
      isSameRights &&
      Object.entries(said).every(([name, value]) => there[name as keyof PersonColumns] === value)
    counts[isSame ? 'unchanged' : there ? 'changed' : 'created'] += 1
    if (isSame || isDryRun) continue
    const id = there?.id ?? newId(at)
    if (there && !isSameRights) changedRights.push(id)
    if (there) await tx.person.update({ where: { id }, data: { ...said, teamId, updatedAt: at } })
    else newPeople.push({ ...columns, teamId, id, createdAt: at, updatedAt: at })
    if (!speaksOfRoles) continue
    if (there) await tx.roleGrant.deleteMany({ where: { personId: id } })
    newGrants.push(...held.map((grant) => ({ personId: id, ...grant })))
  }
  // Together: one by one they would keep everybody else from writing for half a minute.
  for (const part of partsOf(newPeople)) await tx.person.createMany({ data: part })
  for (const part of partsOf(newGrants)) await tx.roleGrant.createMany({ data: part })
  // What they have open was opened with other rights, or by somebody who has left.
  for (const part of partsOf(changedRights)) await shutOut(tx, part, at)
  return counts
}

type NewPerson = PersonColumns & { id: string; teamId: string; createdAt: Date; updatedAt: Date }

const isSameRoles = (grants: readonly HeldRole[], held: readonly HeldRole[]) =>
  grants.length === held.length &&
  grants.every((g) => held.some((h) => h.role === g.role && h.teamId === g.teamId))
