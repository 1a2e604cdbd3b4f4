/** Fills an empty demo database: the team, its customers and four weeks of work, through the product's own use-cases. */
import { readFileSync } from 'node:fs'
import { addDays } from '../src/calendar/days.ts'
import { instantOf, localOf } from '../src/calendar/zones.ts'
import { fixedClock } from '../src/clock.ts'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import { importCustomersAs } from '../src/services/importing/import-customers.ts'
import { importPeopleAs } from '../src/services/importing/import-people.ts'
import { seedHistory } from './seed-history.ts'

const historyDays = 28

const { office, close } = await openOffice(readEnvironment())
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
  }
} finally {
  await close()
}
