import { describe, expect, it } from 'vitest'
import { newId } from './new-id.ts'

const now = new Date('2026-11-23T01:02:03.456Z')

describe('newId', () => {
  it('is a UUID of version 7 that tells its moment', () => {
    const id = newId(now)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now.getTime())
  })

  it('ascends for one moment, however many there are', () => {
    const ids = Array.from({ length: 50_000 }, () => newId(now))
    expect([...ids].sort()).toEqual(ids)
  })

  it('never gives an id twice, even when the clock is set back', () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => newId(new Date(now.getTime() - (i % 3))))
    expect(new Set(ids).size).toBe(ids.length)
  })
})
