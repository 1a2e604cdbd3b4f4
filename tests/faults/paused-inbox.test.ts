import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { keepDeliveries } from '../../src/receiving/keep-deliveries.ts'
import { createInbox } from '../../src/store/inbox.ts'
import type { Store } from '../../src/store/open-store.ts'
import { useTestStore } from '../support/databases.ts'
import { createGate } from '../support/gate.ts'
import { patience } from '../support/patience.ts'

const database = useTestStore('postgresql')

it('what a paused process had not begun is worked by the other alone, and what nobody took by itself', async () => {
  const clock = fixedClock('2026-11-18T08:00:00Z')
  const worked: string[] = []
  const mayEnd = createGate()
  const open = (name: string, store: Store, work: (body: string) => Promise<void>) =>
    keepDeliveries<string>({
      platform: 'p',
      clock,
      log: pino({ level: 'silent' }),
      isOnlyProcess: false,
      isUrgent: () => false,
      inbox: createInbox(store, clock),
      work: async (body) => {
        worked.push(`${name} ${body}`)
        await work(body)
      },
    })
  const { store } = database()
  // As many as are worked side by side are under way when it is paused; the rest waits in its memory.
  const paused = open('paused', store, () => mayEnd.opened)
  const other = open('other', await database().openAnother(), async () => undefined)
  const bodies = ['a', 'b', 'c', 'd', 'e', 'f']
  for (const body of bodies)
    await paused.take({ kind: 'text', deliveryId: body, receivedAt: clock.now() }, body)
  await vi.waitFor(() => expect(worked).toHaveLength(4), patience)
  clock.advance(61_000)
  await other.start()
  await vi.waitFor(() => expect(worked.filter((each) => each.startsWith('other'))).toHaveLength(6), patience)
  // Somebody else's lease has run out as well by then, and nobody has taken that up.
  await paused.keep(
    { kind: 'text', deliveryId: 'g', receivedAt: new Date(clock.now().getTime() - 61_000) },
    'g',
  )
  mayEnd.open()
  await vi.waitFor(() => expect(worked.filter((each) => each.endsWith('g'))).toHaveLength(1), patience)
  await paused.drain()
  await other.drain()
  for (const body of ['e', 'f'])
    expect(worked.filter((each) => each.endsWith(body))).toEqual([`other ${body}`])
})
