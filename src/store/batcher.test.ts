import { describe, expect, it } from 'vitest'
import { createBatcher } from './batcher.ts'

function play(
  options: { maxItems?: number; write?(items: number[]): void; isForOne?(error: unknown): boolean } = {},
) {
  const batches: number[][] = []
  let open = 0
  let mostOpen = 0
  const batcher = createBatcher<number, number>({
    write: async (items) => {
      open += 1
      mostOpen = Math.max(mostOpen, open)
      batches.push(items)
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      options.write?.(items)
      return items.map((item) => item * 10)
    },
    gather: setImmediate,
    maxItems: options.maxItems ?? 100,
    isForOne: options.isForOne,
  })
  return { batcher, batches, mostOpen: () => mostOpen }
}

describe('createBatcher', () => {
  it('writes in one batch what comes together and answers each', async () => {
    const { batcher, batches } = play()
    expect(await Promise.all([1, 2, 3].map(batcher.add))).toEqual([10, 20, 30])
    expect(batches).toEqual([[1, 2, 3]])
  })

  it('gathers what comes while a batch is being written', async () => {
    const { batcher, batches } = play()
    const first = batcher.add(1)
    await new Promise((resolve) => setImmediate(resolve))
    const others = [2, 3].map(batcher.add)
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30])
    expect(batches).toEqual([[1], [2, 3]])
  })

  it('keeps to its limit of items and writes one batch at a time', async () => {
    const { batcher, batches, mostOpen } = play({ maxItems: 2 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => batcher.add(i)))
    expect(batches.flat()).toEqual(Array.from({ length: 20 }, (_, i) => i))
    expect(Math.max(...batches.map(({ length }) => length))).toBe(2)
    expect(mostOpen()).toBe(1)
  })

  it('fails only the item that spoils its batch', async () => {
    const { batcher } = play({
      write: (items) => {
        if (items.includes(2)) throw new Error('two')
      },
    })
    const outcomes = await Promise.allSettled([1, 2, 3].map(batcher.add))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('fails all of a batch at once where none of them can be why', async () => {
    const { batcher, batches } = play({
      write: () => {
        throw new Error('nobody answers')
      },
      isForOne: () => false,
    })
    const outcomes = await Promise.allSettled([1, 2, 3].map(batcher.add))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(batches).toEqual([[1, 2, 3]])
  })

  it('flushes without waiting for more', async () => {
    const added: number[] = []
    const batcher = createBatcher<number, void>({
      write: async (items) => {
        added.push(...items)
        return items.map(() => undefined)
      },
      gather: () => undefined,
      maxItems: 2,
    })
    for (const item of [1, 2, 3]) void batcher.add(item)
    await batcher.flush()
    expect(added).toEqual([1, 2, 3])
    await batcher.flush()
  })
})
