import { expect, it } from 'vitest'
import type { TrafficEntry } from '../control/control-shapes.ts'
import { filterTraffic, mergeTraffic, readAfter } from './merge-traffic.ts'

const entry = (seq: number, rest: Partial<TrafficEntry> = {}): TrafficEntry => ({
  seq,
  at: '2026-11-18T08:00:00.000Z',
  direction: 'in',
  kind: 'api',
  method: 'chat.postMessage',
  url: '/api/chat.postMessage',
  transport: 'http',
  httpStatus: 200,
  ok: true,
  error: null,
  ms: 3,
  request: null,
  response: null,
  pending: false,
  ...rest,
})

it('replaces a pending entry by its end and reads on from the first one pending', () => {
  const known = [entry(1), entry(2, { pending: true, ms: null }), entry(3)]
  expect(readAfter(known)).toBe(1)
  const merged = mergeTraffic(known, [entry(2), entry(3), entry(4)])
  expect(merged.map(({ seq, pending }) => [seq, pending])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, false],
  ])
  expect(readAfter(merged)).toBe(4)
})

it('keeps the last five hundred', () => {
  const many = Array.from({ length: 600 }, (_, index) => entry(index + 1))
  const merged = mergeTraffic([], many)
  expect([merged.length, merged[0]?.seq]).toEqual([500, 101])
})

it('finds every word anywhere in an entry, and errors alone', () => {
  const entries = [
    entry(1, { request: { text: '周计划 陈小满' } }),
    entry(2, { ok: false, error: 'ratelimited', httpStatus: 429 }),
  ]
  const found = (filter: string, onlyFailed = false) =>
    filterTraffic(entries, filter, onlyFailed).map(({ seq }) => seq)
  expect(found('postmessage 陈小满')).toEqual([1])
  expect(found('429')).toEqual([2])
  expect(found('', true)).toEqual([2])
  expect(found('nothing like it')).toEqual([])
})
