/**
 * Writes whom WeCom's directory shows us as a sheet for the import: `npm run directory -- staff.csv`. The account stands
 * as the employee number, by which it is linked; roles are for the company to fill in.
 */
import { writeFile } from 'node:fs/promises'
import { type DirectoryEntry, readMembers } from '../bots/wecom/client/directory.ts'
import { createWecomClient } from '../bots/wecom/client/wecom-client.ts'
import { systemClock } from '../src/clock.ts'
import { readEnvironment } from '../src/config.ts'
import { personHeadings } from '../src/services/importing/read-person-line.ts'
import { toCsv } from '../src/services/reading/export-files.ts'
import { runTool } from './run-tool.ts'

await runTool(async (t) => {
  const [, , path = ''] = process.argv
  if (path === '') {
    console.error(t('wecom.directory.usage'))
    return 2
  }
  const { wecom } = readEnvironment()
  if (!wecom) {
    console.error(t('wecom.directory.notConfigured'))
    return 2
  }
  const members = await readMembers(createWecomClient(wecom, systemClock))
  let csv = ''
  for await (const part of toCsv(toSheet(members))) csv += part
  try {
    // What somebody may have filled in already is not written over.
    await writeFile(path, csv, { flag: 'wx' })
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    console.error(t(isThere ? 'wecom.directory.isThere' : 'wecom.directory.notWritten', { path }))
    return 1
  }
  console.log(t('wecom.directory.written', { count: members.length, path }))
  return 0
})

async function* toSheet(members: readonly DirectoryEntry[]) {
  const { name, employeeNo, team, parentTeam, roles } = personHeadings
  yield [[name[0], employeeNo[0], team[0], parentTeam[0], roles[0]]]
  yield members.map((each) => [
    each.name,
    each.userId,
    each.department ?? '',
    each.parentDepartment ?? '',
    '',
  ])
}
