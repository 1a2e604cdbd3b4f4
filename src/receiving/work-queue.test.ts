import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWorkQueue } from './work-queue.ts'

/** A queue whose work ends when the test says so. */
function open({ concurrency = 2, maxQueued = 3, isBusy = (): boolean => false } = {}) {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const queue = createWorkQueue<string>({
    concurrency,
    maxQueued,
    isBusy,
    isUrgent: (item) => item.startsWith('!'),
    work: (item) =>
      new Promise((resolve) => {
        started.push(item)
        ends.set(item, resolve)
      }),
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return { queue, started, turn, end: (item: string) => ends.get(item)?.() }
}

describe('the queue of kept deliveries', () => {
  afterEach(() => void vi.useRealTimers())

  it('works a bounded number side by side, in order, urgent ones first', async () => {
    const { queue, started, turn, end } = open()
    for (const item of ['a', '!b', 'c']) queue.add(item)
    await turn()
    expect(started).toEqual(['!b', 'a'])
    end('a')
    await turn()
    expect(started).toEqual(['!b', 'a', 'c'])
  })

  it('takes no more than it is bounded to', async () => {
    const { queue } = open({ maxQueued: 2 })
    expect(['a', 'b', 'c'].map(queue.add)).toEqual([true, true, false])
    expect(queue.room()).toBe(0)
  })

  it('holds back what can wait while requests pour in, never what is urgent', async () => {
    const { queue, started, turn } = open({ concurrency: 4, maxQueued: 9, isBusy: () => true })
    for (const item of ['a', 'b', 'c', '!d', '!e']) queue.add(item)
    await turn()
    expect(started).toEqual(['!d', '!e', 'a'])
  })

  it('rests after what could wait while requests pour in, and goes on once they have passed', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] })
    let isBusy = true
    const { queue, started, turn, end } = open({ maxQueued: 9, isBusy: () => isBusy })
    queue.add('a')
    queue.add('b')
    await turn()
    vi.advanceTimersByTime(20)
    end('a')
    await turn()
    // Fifty times as long as it took.
    vi.advanceTimersByTime(900)
    expect(started).toEqual(['a'])
    isBusy = false
    vi.advanceTimersByTime(50)
    expect(started).toEqual(['a', 'b'])
  })

  it('ends what is under way before it stops, and starts nothing more', async () => {
    const { queue, started, turn, end } = open({ concurrency: 1 })
    queue.add('a')
    queue.add('b')
    await turn()
    let isStopped = false
    const stopping = queue.stop().then(() => {
      isStopped = true
    })
    await turn()
    expect(isStopped).toBe(false)
    end('a')
    await stopping
    expect(started).toEqual(['a'])
    expect(queue.add('c')).toBe(false)
  })
})
