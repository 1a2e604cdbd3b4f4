import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SandboxClient } from '../../sandbox/client.ts'
import { openOffice } from '../../src/compose.ts'
import type { Config } from '../../src/config.ts'
import { exportHouse } from '../../src/services/moving/export-house.ts'
import { watchedLog } from '../support/log-watch.ts'
import type { Deed } from './do-deeds.ts'
import { keptTraffic } from './read-told.ts'

export interface Kill {
  /** On the wall, and by the clock of the platforms. */
  at: Date
  clockAt: Date
  process: number
  by: string
}

/** What happened in a house, as far as it has come. */
export interface Story {
  deeds: Deed[]
  kills: Kill[]
}

const sqliteFile = 'database.db'

/**
 * Keeps what explains the problems of a house whose processes have ended: problems, deeds and kills as JSON, the
 * platforms' traffic as JSON Lines, and the database: SQLite's file, or PostgreSQL's tables as `npm run move` writes
 * them.
 * @returns the folder, a new one in the system's folder for what is temporary
 */
export async function keepEvidence(
  { slack, config }: { slack: SandboxClient; config: Config },
  { deeds, kills }: Story,
  problems: readonly string[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpost-crash-evidence-'))
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
  write('problems.json', JSON.stringify(problems, null, 2))
  write('deeds.json', JSON.stringify(deeds, null, 2))
  write('kills.json', JSON.stringify(kills, null, 2))
  const entries = await slack.traffic.find({ limit: keptTraffic })
  write('traffic.jsonl', entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  const { databaseUrl: url } = config
  if (url.startsWith('file:')) {
    const file = url.slice('file:'.length)
    for (const end of ['', '-wal'])
      if (existsSync(file + end)) copyFileSync(file + end, join(folder, sqliteFile + end))
    return folder
  }
  const { office, close } = await openOffice(config, watchedLog)
  try {
    await exportHouse(office, { url, folder: join(folder, 'tables') })
  } finally {
    await close()
  }
  return folder
}
