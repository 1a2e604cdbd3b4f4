import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watchLoad } from './watch-load.ts'

const spin = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

it('is not busy with what comes now and then', async () => {
  const load = watchLoad()
  await sleep(150)
  for (let i = 0; i < 20; i += 1) load.arrived()
  expect(load.isBusy()).toBe(false)
})

it('is busy while requests pour in, and no more once they have passed', async () => {
  const load = watchLoad()
  for (let i = 0; i < 50; i += 1) load.arrived()
  expect(load.isBusy()).toBe(true)
  await sleep(300)
  expect(load.isBusy()).toBe(false)
})

it('is busy where requests keep coming and the thread has no rest, and not for the few that come now and then', async () => {
  const load = watchLoad()
  // The utilization counts from a turn of the loop on.
  await sleep(1)
  spin(150)
  for (let i = 0; i < 7; i += 1) load.arrived()
  expect(load.isBusy()).toBe(false)
  load.arrived()
  expect(load.isBusy()).toBe(true)
  await sleep(200)
  expect(load.isBusy()).toBe(false)
})
