import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../../src/clock.ts'
import { createTokenCache } from './token-cache.ts'

function open(fail = false) {
  const clock = fixedClock('2026-11-18T08:00:00Z')
  let asked = 0
  const cache = createTokenCache(async () => {
    asked += 1
    if (fail && asked === 1) throw new Error('away')
    return { token: `t${asked}`, expiresInSeconds: 7200 }
  }, clock)
  return { cache, clock, asked: () => asked }
}

describe('the token', () => {
  it('is asked for once, however many want it', async () => {
    const { cache, asked } = open()
    expect(new Set(await Promise.all([cache.get(), cache.get(), cache.get()]))).toEqual(new Set(['t1']))
    expect(await cache.get()).toBe('t1')
    expect(asked()).toBe(1)
  })

  it('is asked for anew before it ends', async () => {
    const { cache, clock } = open()
    await cache.get()
    clock.advance((7200 - 301) * 1000)
    expect(await cache.get()).toBe('t1')
    clock.advance(2000)
    expect(await cache.get()).toBe('t2')
  })

  it('is replaced once when it is refused, however many were refused with it', async () => {
    const { cache, asked } = open()
    const token = await cache.get()
    cache.drop(token)
    expect(await cache.get()).toBe('t2')
    cache.drop(token)
    expect(await cache.get()).toBe('t2')
    expect(asked()).toBe(2)
  })

  it('is asked for again after a failure', async () => {
    const { cache } = open(true)
    await expect(cache.get()).rejects.toThrow('away')
    expect(await cache.get()).toBe('t2')
  })
})
