import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proratedQuota, scaledQuota } from './quotas.ts'

describe('scaledQuota', () => {
  it.each([
    [2, 5, 10],
    [3, 4.5, 13],
    [4, 0.5, 2],
    [3, 0.5, 1],
    [1, 0.5, 0],
    [3, 0, 0],
  ])('%i a day over %f workdays is %i', (perDay, workdays, quota) => {
    expect(scaledQuota(perDay, workdays)).toBe(quota)
  })

  it('refuses what is no number of half days', () => {
    expect(() => scaledQuota(2, 1.25)).toThrow(RangeError)
    expect(() => scaledQuota(2, -1)).toThrow(RangeError)
  })
})

describe('proratedQuota', () => {
  it.each([
    [4, 22, 22, 4],
    [4, 20, 22, 4],
    [4, 11, 22, 2],
    [4, 19, 22, 3],
    [4, 0, 22, 0],
    [4, 0, 0, 0],
    [240, 125.5, 251, 120],
    [1, 0.5, 1, 0],
  ])('%i with %f of %i workdays is %i', (perPeriod, worked, days, quota) => {
    expect(proratedQuota(perPeriod, worked, days)).toBe(quota)
  })

  it('stays within half of the exact share and grows with the days worked', () => {
    const halves = fc.integer({ min: 1, max: 520 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), halves, halves, (quota, a, b) => {
        const [worked, total] = [Math.min(a, b) / 2, Math.max(a, b) / 2]
        const part = proratedQuota(quota, worked, total)
        expect(Math.abs(part * total - quota * worked)).toBeLessThanOrEqual(total / 2)
        expect(part).toBeGreaterThanOrEqual(proratedQuota(quota, worked - 0.5, total))
        expect(proratedQuota(quota, total, total)).toBe(quota)
      }),
    )
  })
})
