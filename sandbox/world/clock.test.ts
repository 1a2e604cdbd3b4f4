import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClock, type SandboxClock } from './clock.ts'

const START = Date.parse('2026-11-18T08:00:00Z')

describe('the sandbox clock', () => {
  let clock: SandboxClock
  const frozen = () => {
    clock = createClock(START, 0, () => undefined)
    return clock
  }
  afterEach(() => {
    clock.close()
    vi.useRealTimers()
  })

  it('stands still when frozen, jumps when told, and runs back', () => {
    frozen().advance(60_000)
    expect(clock.reading()).toMatchObject({ now: '2026-11-18T08:01:00.000Z', rate: 0 })
    clock.advance(-120_000)
    expect(clock.nowMs()).toBe(START - 60_000)
    clock.setNow(START)
    expect(clock.nowMs()).toBe(START)
  })

  it('runs what has come due, in order, and not what was cancelled', () => {
    const ran: string[] = []
    frozen().schedule(START + 300_000, () => ran.push('five'))
    clock.schedule(START + 60_000, () => ran.push('one'))
    const cancel = clock.schedule(START + 60_000, () => ran.push('never'))
    cancel()
    clock.advance(59_999)
    expect(ran).toEqual([])
    clock.advance(600_000)
    expect(ran).toEqual(['one', 'five'])
  })

  it('runs due work by itself while time flows, faster at a higher rate', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
    clock = createClock(START, 60, () => undefined)
    let ran = false
    clock.schedule(START + 60_000, () => {
      ran = true
    })
    vi.advanceTimersByTime(990)
    expect(ran).toBe(false)
    vi.advanceTimersByTime(20)
    expect(ran).toBe(true)
  })

  it('counts forward jumps in elapsed time, but neither rate nor steps back', () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
    clock = createClock(START, 60, () => undefined)
    const before = clock.elapsedMs()
    vi.advanceTimersByTime(1000)
    clock.advance(5000)
    clock.advance(-5000)
    expect(clock.elapsedMs() - before).toBe(6000)
  })
})
