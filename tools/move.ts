/**
 * The whole house from one database to another: `npm run move -- export FOLDER` writes every table of DATABASE_URL,
 * `npm run move -- import FOLDER` puts them into an empty one and looks at the chain of events afterwards.
 */
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { examineAudit } from '../src/services/audit/examine-audit.ts'
import { exportHouse } from '../src/services/moving/export-house.ts'
import { importHouse } from '../src/services/moving/import-house.ts'
import { migrate } from '../src/store/migrate.ts'
import { readConsoleLanguage } from './console-language.ts'
import { readCall } from './read-call.ts'
import { runTool } from './run-tool.ts'

const call = readCall({ lang: { type: 'string' } })

await runTool(
  async (t) => {
    const [command, folder, ...rest] = call?.positionals ?? []
    if (folder !== undefined && rest.length === 0) {
      if (command === 'export') return writeAll(t, folder)
      if (command === 'import') return readAll(t, folder)
    }
    console.error(t('moving.usage'))
    return 2
  },
  await readConsoleLanguage(call?.values.lang),
)

async function writeAll(t: Translate, folder: string): Promise<number> {
  const config = readEnvironment()
  const { office, close } = await openOffice(config)
  try {
    const { tables } = await exportHouse(office, { url: config.databaseUrl, folder })
    console.log(t('moving.exported', { folder, ...count(tables) }))
    return 0
  } finally {
    await close()
  }
}

async function readAll(t: Translate, folder: string): Promise<number> {
  const config = readEnvironment()
  // An office would write the policy's version down, and the database would not be empty any more.
  await migrate(config.databaseUrl)
  const { tables } = await importHouse({ url: config.databaseUrl, folder })
  console.log(t('moving.imported', count(tables)))
  const { office, close } = await openOffice(config)
  try {
    const { count: events, faults } = await examineAudit(office)
    console.log(t(faults.length === 0 ? 'moving.whole' : 'moving.broken', { count: events }))
    return faults.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function count(tables: readonly { rows: number }[]): { rows: number; tables: number } {
  return { rows: tables.reduce((sum, table) => sum + table.rows, 0), tables: tables.length }
}
