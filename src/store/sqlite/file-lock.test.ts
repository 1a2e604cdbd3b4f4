import { expect, test } from 'vitest'
import { createFileLock } from './file-lock.ts'

const locked = () => {
  throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_SNAPSHOT' })
}

test('whoever asks while the file has been locked for half a minute is told at once, until it is free', async () => {
  let nowMs = 0
  let tries = 0
  const { whenFree } = createFileLock(() => nowMs)
  const trying = whenFree(() => {
    tries += 1
    nowMs += 10_000
    return locked()
  })
  await expect(trying).rejects.toThrow('locked')
  expect(tries).toBe(4)
  await expect(whenFree(locked)).rejects.toThrow('locked')
  expect(await whenFree(() => 'free')).toBe('free')
  let isFree = false
  setTimeout(() => {
    isFree = true
  }, 30)
  expect(await whenFree(() => (isFree ? 'waited' : locked()))).toBe('waited')
})

test('no other failure is tried again', async () => {
  let tries = 0
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  const { whenFree } = createFileLock()
  const trying = whenFree(() => {
    tries += 1
    throw full
  })
  await expect(trying).rejects.toBe(full)
  expect(tries).toBe(1)
})
