import { readFileSync } from 'node:fs'
import type { SandboxClient } from '../../../sandbox/client.ts'
import { openOffice } from '../../../src/compose.ts'
import type { Config } from '../../../src/config.ts'
import { importCustomersAs } from '../../../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../../../src/services/importing/import-people.ts'
import { findActor } from '../../../src/services/people/find-actor.ts'
import { linkPerson } from '../../../src/services/people/link-person.ts'
import { resolveActor } from '../../../src/services/people/resolve-actor.ts'
import { watchedLog } from '../../support/log-watch.ts'

/** The demo team and its customers; of the teams `without` reps nobody owes anything. */
export async function seedCompany(config: Config, without: readonly string[]): Promise<void> {
  const { office, close } = await openOffice(config, watchedLog)
  for (const [importer, name] of [
    [importPeopleAs, 'people.csv'],
    [importCustomersAs, 'customers.csv'],
  ] as const) {
    const sheet = readFileSync(new URL(`../../../sandbox/demo/${name}`, import.meta.url), 'utf8')
    const rows = sheet.split('\n').map((row) => (isOf(row, without) ? row.replace(',销售代表,', ',,') : row))
    const bytes = Buffer.from(rows.join('\n'))
    const report = await importer(office, null, { file: { name, bytes }, isDryRun: false })
    if (report.problems.length > 0) throw new Error(JSON.stringify(report.problems))
  }
  await close()
}

const isOf = (row: string, teams: readonly string[]) => teams.some((team) => row.includes(`,${team},`))

/** As an administrator does for each who writes for the first time: WeCom tells no e-mail. */
export async function linkMembers(
  config: Config,
  slack: SandboxClient,
  names: readonly string[],
): Promise<void> {
  const { office, close } = await openOffice(config, watchedLog)
  const { corp, members } = await slack.wecom.state()
  const { db } = office.store
  const admin = await db.person.findFirstOrThrow({ where: { name: '宋悦' } })
  const actor = await findActor(office, admin.id)
  if (!actor) throw new Error('no administrator')
  for (const { userid, name } of members) {
    const person = names.includes(name) ? await db.person.findFirst({ where: { name } }) : null
    if (!person) continue
    const user = { platform: 'wecom', workspace: corp.id, platformUserId: userid }
    await resolveActor(office, { ...user, profile: { displayName: name } }).catch(() => undefined)
    await linkPerson(office, actor, { ...user, personId: person.id })
  }
  await db.outbox.deleteMany()
  await close()
}
