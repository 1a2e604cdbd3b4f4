import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { importPlatform } from './import-platform.ts'
import type { ImportReport } from './import-report.ts'
import { findTwins, personHeadings, readPersonLine } from './read-person-line.ts'
import { readSheet } from './read-sheet.ts'
import { readKnownPeople, savePeople } from './save-people.ts'
import { findTeamProblems, saveTeams } from './save-teams.ts'

interface ImportInput {
  file: { name: string; bytes: Uint8Array }
  isDryRun: boolean
}

/**
 * Brings in people and their teams from a sheet; who is there already (by employee number, else e-mail) is changed.
 * A dry run, and any run with a problem, writes nothing and lists every problem by line.
 * @throws NotPermitted for anybody but an administrator, ValidationError for a file that cannot be read
 */
export async function importPeople(office: Office, actor: Actor, input: ImportInput): Promise<ImportReport> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('import people')
  return importPeopleAs(office, actor.personId, input)
}

/** The same at a console of the server, where whoever can run it could write the database anyway. */
export async function importPeopleAs(
  office: Office,
  actorId: string | null,
  { file, isDryRun }: ImportInput,
): Promise<ImportReport> {
  const rows = await readSheet(file, personHeadings)
  const defaults = office.policies.current()
  const read = rows.map((row) => readPersonLine(row, defaults))
  const lines = read.map(({ person }) => person)
  const wrong = read.flatMap(({ person, wrong }) => wrong.map((say) => ({ line: person.line, say })))
  const given = new Set(rows.flatMap((row) => Object.keys(row.cells)))
  return office.store.transaction(async (tx) => {
    const known = await readKnownPeople(tx)
    const problems = [
      ...wrong,
      ...findTwins(lines),
      ...(await findTeamProblems(tx, lines)),
      ...known.findMixedUp(lines),
    ].sort((a, b) => a.line - b.line)
    const report = { rows: rows.length, created: 0, changed: 0, unchanged: 0, problems, isDryRun }
    if (problems.length > 0) return report
    const teams = await saveTeams(office, tx, lines, isDryRun)
    const counts = await savePeople(office, tx, lines, known, teams, { given, isDryRun })
    if (!isDryRun) {
      const { created, changed } = counts
      await appendEvent(tx, {
        at: office.clock.now(),
        actorId,
        platform: importPlatform,
        kind: 'people.imported',
        diff: { created, changed },
      })
    }
    return { ...report, ...counts }
  })
}
