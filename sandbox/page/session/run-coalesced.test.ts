import { expect, it } from 'vitest'
import { createCoalescer } from './run-coalesced.ts'

it('runs once more for all that was asked while it ran', async () => {
  const coalesce = createCoalescer()
  const releases: (() => void)[] = []
  const job = () => new Promise<void>((resolve) => releases.push(resolve))
  const first = coalesce('k', job)
  const second = coalesce('k', job)
  const third = coalesce('k', job)
  expect(releases).toHaveLength(1)
  releases[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(releases).toHaveLength(2)
  releases[1]?.()
  await Promise.all([first, second, third])
  expect(releases).toHaveLength(2)
})

it('keeps keys apart, and a failed run from blocking the next', async () => {
  const coalesce = createCoalescer()
  await expect(coalesce('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  let ran = 0
  const count = async () => {
    ran += 1
  }
  await Promise.all([coalesce('a', count), coalesce('b', count)])
  expect(ran).toBe(2)
})
