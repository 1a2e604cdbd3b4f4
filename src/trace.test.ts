import { expect, it } from 'vitest'
import { causeOfWork, noteWritten, sumUp, traceAttempts, traceWork, type Written } from './trace.ts'

it('follows work through what it awaits, and nothing besides', async () => {
  const seen: (string | undefined)[] = []
  const look = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2))
    seen.push(causeOfWork())
  }
  await Promise.all([traceWork('one', look), traceWork('two', look), look()])
  expect(seen.sort()).toEqual(['one', 'two', undefined])
})

it('tells of a transaction that was run again only what was kept, and nothing of one that was undone', async () => {
  let attempts = 0
  let told: Written | undefined
  const work = async () => {
    noteWritten({ records: ['a'] })
    await traceAttempts(async (attempt) => {
      for (;;) {
        attempts += 1
        await attempt(async () => noteWritten({ events: [attempts], records: ['a', 'b'] }))
        if (attempts === 2) return
      }
    })
    await traceAttempts((attempt) =>
      attempt(async () => {
        noteWritten({ events: [9] })
        throw new Error('undone')
      }),
    )
  }
  await expect(traceWork('one', work, (written) => (told = written))).rejects.toThrow('undone')
  expect(told).toEqual({ events: [2], records: ['a', 'b'], messages: [] })
})

it('names a handful of ids and counts thousands', () => {
  const many = Array.from({ length: 21 }, (_, i) => i)
  expect(sumUp({ events: [1], records: [], messages: many })).toEqual({
    events: [1],
    recordIds: [],
    outboxIds: 21,
  })
})
