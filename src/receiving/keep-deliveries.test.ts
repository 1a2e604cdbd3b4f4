import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { patience } from '../../tests/support/patience.ts'
import { systemClock } from '../clock.ts'
import { keepDeliveries } from './keep-deliveries.ts'

it('lets work step back while deliveries pour in', async () => {
  const worked: string[] = []
  const begunAt: number[] = []
  const kept = keepDeliveries<string>({
    platform: 'test',
    clock: systemClock,
    log: pino({ level: 'silent' }),
    isOnlyProcess: true,
    isUrgent: () => false,
    work: (body) => {
      worked.push(body)
      begunAt.push(performance.now())
      return sleep(10)
    },
    inbox: {
      keep: async () => 'kept',
      done: async () => undefined,
      failed: async () => undefined,
      takePending: async () => [],
    },
  })
  const bodies = Array.from({ length: 60 }, (_, i) => `${i}`)
  for (const body of bodies)
    await kept.take({ kind: 'text', deliveryId: body, receivedAt: systemClock.now() }, body)
  await vi.waitFor(() => expect(worked).toEqual(bodies), patience)
  // As each takes ten milliseconds, it would be the next at once.
  expect((begunAt[1] ?? 0) - (begunAt[0] ?? 0)).toBeGreaterThan(100)
  await kept.drain()
})
