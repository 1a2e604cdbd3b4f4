import { readFileSync } from 'node:fs'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { importCustomersAs } from '../../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../../src/services/importing/import-people.ts'

/** The people and customers of the demo workspace, in the database of these variables. */
export async function seedTeam(env: Readonly<Record<string, string>>): Promise<void> {
  const { office, close } = await openOffice(readConfig({ ...env, LOG_LEVEL: 'silent' }))
  try {
    for (const [importer, name] of [
      [importPeopleAs, 'people.csv'],
      [importCustomersAs, 'customers.csv'],
    ] as const) {
      const file = { name, bytes: readFileSync(new URL(`../../sandbox/demo/${name}`, import.meta.url)) }
      const { problems } = await importer(office, null, { file, isDryRun: false })
      if (problems.length > 0) throw new Error(JSON.stringify(problems))
    }
  } finally {
    await close()
  }
}
