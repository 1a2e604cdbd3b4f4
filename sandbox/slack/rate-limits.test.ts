import { describe, expect, it } from 'vitest'
import { createRateLimits } from './rate-limits.ts'

describe('rate limits', () => {
  let nowMs = 0
  const limits = () => createRateLimits(() => nowMs, true)
  const takeMany = (count: number, take: () => number | null) => {
    let passed = 0
    for (let i = 0; i < count; i++) if (take() === null) passed += 1
    return passed
  }

  it('allows a burst of messages in a channel, then one a second', () => {
    const { takeMessage } = limits()
    expect(takeMany(20, () => takeMessage('C1'))).toBe(6)
    expect(takeMessage('C1')).toBe(1)
    expect(takeMessage('C2')).toBeNull()
    nowMs += 3000
    expect(takeMany(20, () => takeMessage('C1'))).toBe(3)
  })

  it('refills a method by its tier and says how long to wait', () => {
    const { take } = limits()
    expect(takeMany(100, () => take('users.list', 'tier2'))).toBe(30)
    expect(take('users.list', 'tier2')).toBe(3)
    expect(take('conversations.list', 'tier2')).toBeNull()
    nowMs += 3000
    expect(take('users.list', 'tier2')).toBeNull()
    expect(take('users.list', 'tier2')).toBe(3)
  })

  it('lets everything pass when switched off', () => {
    const off = createRateLimits(() => nowMs, false)
    expect(takeMany(500, () => off.take('users.list', 'tier2'))).toBe(500)
  })
})
