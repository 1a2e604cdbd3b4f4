import { describe, expect, it } from 'vitest'
import { createWriteLock } from './write-lock.ts'

describe('createWriteLock', () => {
  function play() {
    const lock = createWriteLock()
    const order: string[] = []
    let holders = 0
    const take = async (name: string, lane?: 'queue' | 'express') => {
      const release = await lock.acquire(lane)
      holders += 1
      expect(holders).toBe(1)
      order.push(name)
      await Promise.resolve()
      holders -= 1
      release()
      release()
    }
    return { lock, order, take }
  }

  it('admits one at a time in the order of asking', async () => {
    const { order, take } = play()
    const names = Array.from({ length: 200 }, (_, i) => `${i}`)
    await Promise.all(names.map((name) => take(name)))
    expect(order).toEqual(names)
  })

  it('lets the express lane pass the queue, every second time', async () => {
    const { order, take } = play()
    const queue = ['q1', 'q2', 'q3'].map((name) => take(name))
    const express = ['e1', 'e2', 'e3'].map((name) => take(name, 'express'))
    await Promise.all([...queue, ...express])
    expect(order).toEqual(['q1', 'e1', 'q2', 'e2', 'q3', 'e3'])
  })

  it('lets the event loop turn between two writers', async () => {
    const { order, take } = play()
    setImmediate(() => order.push('event loop'))
    await Promise.all(['a', 'b', 'c'].map((name) => take(name)))
    expect(order.indexOf('event loop')).toBe(1)
  })
})
