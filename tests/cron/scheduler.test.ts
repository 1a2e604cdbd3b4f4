import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { startScheduler } from '../../cron/scheduler.ts'
import { useTestOffice } from '../support/office.ts'
import { patience } from '../support/patience.ts'

const opened = useTestOffice('sqlite')

it('looks once a minute of the office’s clock for what is due, and again after a failure', async () => {
  const { office, clock } = opened()
  let looks = 0
  const scheduler = startScheduler({
    office,
    owner: 'test',
    get jobs() {
      looks += 1
      if (looks === 1) throw new Error('the database is away')
      return []
    },
  })
  try {
    await vi.waitFor(() => expect(looks).toBe(2), patience)
    await sleep(2_500)
    expect(looks).toBe(2)
    clock.advance(60_000)
    await vi.waitFor(() => expect(looks).toBe(3), patience)
  } finally {
    await scheduler.stop()
  }
})
