/**
 * Fills an empty demo database: the team with its accounts on both platforms, customers and four weeks of work, through
 * the product's own use-cases.
 */
import { readFileSync } from 'node:fs'
import { readDemoFixture } from '../sandbox/fixture.ts'
import { addDays } from '../src/calendar/days.ts'
import { instantOf, localOf } from '../src/calendar/zones.ts'
import { fixedClock } from '../src/clock.ts'
import { openOffice } from '../src/compose.ts'
import { type Config, readEnvironment } from '../src/config.ts'
import { importCustomersAs } from '../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../src/services/importing/import-people.ts'
import type { Office } from '../src/services/office.ts'
import { linkDirectory } from '../src/services/people/link-directory.ts'
import type { PlatformUser } from '../src/services/people/resolve-actor.ts'
import { seedHistory } from './seed-history.ts'

const historyDays = 28

const config = readEnvironment()
const { office, close } = await openOffice(config)
try {
  if ((await office.store.db.person.count()) === 0) {
    const { zone } = office.policies.current()
    const today = localOf(office.clock.now(), zone).day
    // People have been there since before the history: who joins later owes less.
    const clock = fixedClock(instantOf(addDays(today, -historyDays), 0, zone))
    for (const [importer, name] of [
      [importPeopleAs, 'people.csv'],
      [importCustomersAs, 'customers.csv'],
    ] as const) {
      const file = { name, bytes: readFileSync(`sandbox/demo/${name}`) }
      const report = await importer({ ...office, clock }, null, { file, isDryRun: false })
      if (report.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(report.problems)}`)
    }
    await seedHistory(
      { ...office, clock },
      { zone, from: addDays(today, -historyDays), to: addDays(today, -1), moveTo: clock.set },
    )
    // Not before: nobody wants to be told now of four weeks that are over.
    await linkAccounts({ ...office, clock }, config)
  }
} finally {
  await close()
}

/**
 * Everybody can be reached on both platforms. Messages that nobody waits for go to the account that was linked last, so
 * the one where somebody talks is linked after the other; WeCom tells no e-mails, which an administrator would know.
 */
async function linkAccounts(office: Office, { wecom }: Config): Promise<void> {
  const { team, users } = readDemoFixture()
  const accounts = users.map((user): { home: PlatformUser; other: PlatformUser } => {
    const profile = { displayName: user.real_name, email: user.email }
    const inSlack = { platform: 'slack', workspace: team.id, platformUserId: user.id, profile }
    const inWecom = {
      platform: 'wecom',
      workspace: wecom?.corpId ?? '',
      platformUserId: user.userid ?? user.handle,
      profile,
    }
    return user.talksIn === 'wecom' ? { home: inWecom, other: inSlack } : { home: inSlack, other: inWecom }
  })
  const later = { ...office, clock: fixedClock(new Date(office.clock.now().getTime() + 1000)) }
  for (const platform of ['slack', 'wecom']) {
    const ofPlatform = (user: PlatformUser) => user.platform === platform
    await linkDirectory(office, accounts.map(({ other }) => other).filter(ofPlatform))
    await linkDirectory(later, accounts.map(({ home }) => home).filter(ofPlatform))
  }
}
