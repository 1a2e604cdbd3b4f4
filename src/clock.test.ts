import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { patience } from '../tests/support/patience.ts'
import { fixedClock, followClock } from './clock.ts'

let server: Server | undefined
let stop = () => {}
afterEach(() => {
  stop()
  server?.close()
})

/** A clock elsewhere; `answer` says what the next reading gets. */
async function startClock(answer: () => { status: number; body: string }): Promise<string> {
  const started = createServer((_request, response) => {
    const { status, body } = answer()
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`
}
const telling = (now: string) => ({ status: 200, body: JSON.stringify({ now }) })
const dayOf = (date: Date) => date.toISOString().slice(0, 10)

test('a fixed clock stands still until it is moved', () => {
  const clock = fixedClock('2026-11-18T08:00:00Z')
  expect(clock.now()).toEqual(clock.now())
  clock.advance(60_000)
  expect(clock.now().toISOString()).toBe('2026-11-18T08:01:00.000Z')
  clock.set('2026-10-01T00:00:00Z')
  expect(clock.now().toISOString()).toBe('2026-10-01T00:00:00.000Z')
})

test('a followed clock shows the other process’s day and moves with it', async () => {
  let now = '2026-11-18T08:00:00.000Z'
  const clock = await followClock(await startClock(() => telling(now)), 5)
  stop = clock.stop
  expect(dayOf(clock.now())).toBe('2026-11-18')
  now = '2026-12-31T08:00:00.000Z'
  await vi.waitFor(() => expect(dayOf(clock.now())).toBe('2026-12-31'), patience)
})

test('a followed clock that falls silent or answers nonsense carries on from what it told last', async () => {
  let answers = 0
  let next = telling('2026-11-18T08:00:00.000Z')
  const clock = await followClock(
    await startClock(() => {
      answers += 1
      return next
    }),
    5,
  )
  stop = clock.stop
  for (const bad of [
    { status: 500, body: 'no' },
    { status: 200, body: '{"now":"soon"}' },
    { status: 200, body: '{}' },
  ]) {
    next = bad
    const before = answers
    await vi.waitFor(() => expect(answers).toBeGreaterThan(before + 2), patience)
    expect(dayOf(clock.now())).toBe('2026-11-18')
  }
})

test('a clock that cannot be read at the start is not followed', async () => {
  await expect(followClock('http://127.0.0.1:1')).rejects.toThrow('CLOCK_URL')
  await expect(followClock(await startClock(() => telling('soon')))).rejects.toThrow('CLOCK_URL')
})
