/**
 * Brings a sheet in at the console: `npm run import -- people staff.xlsx --dry-run`, or `customers`.
 * Lists every problem by line; writes nothing while there is one.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { importCustomersAs } from '../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../src/services/importing/import-people.ts'
import type { ImportReport } from '../src/services/importing/import-report.ts'
import { runTool } from './run-tool.ts'

const importers = { people: importPeopleAs, customers: importCustomersAs }

await runTool(async (t) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  })
  const [what = '', path = ''] = positionals
  const importer = importers[what as keyof typeof importers]
  if (!importer || path === '') {
    console.error(t('imports.usage'))
    return 2
  }
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes) {
    console.error(t('imports.noFile', { path }))
    return 1
  }
  const { office, close } = await openOffice(readEnvironment())
  try {
    const file = { name: basename(path), bytes }
    const report = await importer(office, null, { file, isDryRun: values['dry-run'] })
    for (const { line, column, say } of report.problems)
      console.error(`${path}:${line}: ${column ? `${column}: ` : ''}${t(say.key, say.params)}`)
    console.log(summarize(report, t))
    return report.problems.length > 0 ? 1 : 0
  } finally {
    await close()
  }
})

function summarize({ rows, created, changed, unchanged, problems, isDryRun }: ImportReport, t: Translate) {
  if (problems.length > 0) return t('imports.hasProblems', { rows, problems: problems.length })
  const counts = t('imports.counts', { rows, created, changed, unchanged })
  return isDryRun ? `${counts}${t('imports.dryRun')}` : counts
}
