/** Fills an empty demo database: the team, its customers and three weeks of work, through the product's own use-cases. */
import { readFileSync } from 'node:fs'
import { addDays } from '../src/calendar/days.ts'
import { instantOf, localOf } from '../src/calendar/zones.ts'
import { fixedClock } from '../src/clock.ts'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import { importCustomersAs } from '../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../src/services/importing/import-people.ts'
import { seedHistory } from './seed-history.ts'

const historyDays = 21

const { office, close } = await openOffice(readEnvironment())
try {
  if ((await office.store.db.person.count()) === 0) {
    for (const [importer, name] of [
      [importPeopleAs, 'people.csv'],
      [importCustomersAs, 'customers.csv'],
    ] as const) {
      const file = { name, bytes: readFileSync(`sandbox/demo/${name}`) }
      const report = await importer(office, null, { file, isDryRun: false })
      if (report.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(report.problems)}`)
    }
    const { zone } = office.policies.current()
    const today = localOf(office.clock.now(), zone).day
    const clock = fixedClock(instantOf(addDays(today, -historyDays), 9 * 60, zone))
    await seedHistory(
      { ...office, clock },
      { zone, from: addDays(today, -historyDays), to: addDays(today, -1), moveTo: clock.set },
    )
  }
} finally {
  await close()
}
