/**
 * `npm run restore -- FILE` puts a copy of a SQLite database in the place that DATABASE_URL names; `npm run restore`
 * alone goes on from a database that other tools have restored, such as PostgreSQL's. Both make it fit for work and
 * look whether it is whole.
 */
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { examineAudit } from '../src/services/audit/examine-audit.ts'
import { settleRestored } from '../src/services/upkeep/settle-restored.ts'
import { restoreSqlite } from '../src/store/backup.ts'
import { parseStoreUrl } from '../src/store/store-url.ts'
import { readConsoleLanguage } from './console-language.ts'
import { readCall } from './read-call.ts'
import { runTool } from './run-tool.ts'

const call = readCall({ lang: { type: 'string' } })

await runTool(
  async (t) => {
    const [backup, ...rest] = call?.positionals ?? ['', '']
    if (rest.length > 0) return refuse(t('restore.usage'), 2)
    const config = readEnvironment()
    if (backup !== undefined) {
      const target = parseStoreUrl(config.databaseUrl)
      if (target.provider !== 'sqlite') return refuse(t('restore.onlySqlite'), 2)
      const refusal = await restoreSqlite(backup, target.file)
      if (refusal) return refuse(t(`restore.${refusal}`, { backup, file: target.file }), 1)
    }
    return settle(t)
  },
  await readConsoleLanguage(call?.values.lang),
)

function refuse(text: string, code: number): number {
  console.error(text)
  return code
}

async function settle(t: Translate): Promise<number> {
  const { office, close } = await openOffice(readEnvironment())
  try {
    const { messages, sessions } = await settleRestored(office)
    console.log(t('restore.done', { messages, sessions }))
    const { count, faults } = await examineAudit(office)
    console.log(t(faults.length === 0 ? 'restore.whole' : 'restore.broken', { count }))
    console.log(t('restore.next'))
    return faults.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}
