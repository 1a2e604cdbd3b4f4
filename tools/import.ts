/**
 * Brings a sheet in at the console: `npm run import -- people staff.xlsx --dry-run`, or `customers`.
 * Lists every problem by line; writes nothing while there is one.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import { speak } from '../src/i18n/translate.ts'
import { importCustomersAs } from '../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../src/services/importing/import-people.ts'

const importers = { people: importPeopleAs, customers: importCustomersAs }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false } },
})
const [what = '', path = ''] = positionals
const importer = importers[what as keyof typeof importers]
if (!importer || path === '') {
  console.error('usage: npm run import -- people|customers FILE.csv|FILE.xlsx [--dry-run]')
  process.exit(2)
}

const { office, close } = await openOffice(readEnvironment())
try {
  const file = { name: basename(path), bytes: readFileSync(path) }
  const report = await importer(office, null, { file, isDryRun: values['dry-run'] })
  const t = speak(office.policies.current().language)
  for (const { line, column, say } of report.problems) {
    console.error(`${path}:${line}: ${column ? `${column}: ` : ''}${t(say.key, say.params)}`)
  }
  console.log(
    `${report.rows} rows: ${report.created} new, ${report.changed} changed, ${report.unchanged} unchanged` +
      (report.problems.length > 0
        ? `, ${report.problems.length} problems; nothing was written`
        : report.isDryRun
          ? ' (dry run: nothing was written)'
          : ''),
  )
  process.exitCode = report.problems.length > 0 ? 1 : 0
} finally {
  await close()
}
