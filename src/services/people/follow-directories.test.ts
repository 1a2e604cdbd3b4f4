import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Office } from '../office.ts'
import { createDirectoryFollower } from './follow-directories.ts'

// A directory without members: what is linked is another test's matter.
const office = { store: { transaction: async () => 0 }, log: { warn: () => undefined } } as unknown as Office

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('does not hold the start up when a platform does not answer', async () => {
  const follower = createDirectoryFollower(office)
  const started = follower.start([() => new Promise(() => undefined)])
  const isUp = vi.fn()
  void started.then(isUp)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(isUp).toHaveBeenCalled()
})

it('looks once for many changes, and the second platform too when the first fails', async () => {
  const looks: string[] = []
  const follower = createDirectoryFollower(office)
  await follower.start([
    async () => {
      looks.push('first')
      throw new Error('down')
    },
    async () => {
      looks.push('second')
      return []
    },
  ])
  expect(looks).toEqual(['first', 'second'])
  for (let change = 0; change < 100; change += 1) follower.changed()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(looks).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(15 * 60_000)
  expect(looks).toHaveLength(6)
  await follower.stop()
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(looks).toHaveLength(6)
})
