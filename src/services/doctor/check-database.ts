import { existsSync } from 'node:fs'
import type { Translate } from '../../i18n/translate.ts'
import { listPendingMigrations, MigrationRefused } from '../../store/migrate.ts'
import { parseStoreUrl } from '../../store/store-url.ts'
import { type Finding, ill, well } from './finding.ts'

/** `isReady`: the database can be read by this code as it stands. Nothing is made or changed. */
export async function checkDatabase(
  url: string,
  t: Translate,
): Promise<{ finding: Finding; isReady: boolean }> {
  const target = parseStoreUrl(url)
  const place = target.provider === 'sqlite' ? target.file : new URL(target.url).host
  // Looking into a file that is not there would make it.
  if (target.provider === 'sqlite' && !existsSync(target.file)) {
    return { finding: well(t('doctor.database.new', { place })), isReady: false }
  }
  try {
    const pending = await listPendingMigrations(url)
    if (pending.length === 0) return { finding: well(t('doctor.database.ready', { place })), isReady: true }
    const finding = well(t('doctor.database.pending', { place, count: pending.length }))
    return { finding, isReady: false }
  } catch (error) {
    const finding =
      error instanceof MigrationRefused
        ? ill(
            t(`doctor.database.${error.reason}`, { migrations: error.migrations.join(', ') }),
            t(`doctor.database.mend.${error.reason}`),
          )
        : ill(
            t('doctor.database.unreachable', { place, reason: reasonOf(error) }),
            t('doctor.database.mend.url'),
          )
    return { finding, isReady: false }
  }
}

/** A driver's message may repeat the address with its password; its code does not. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unexpected'
