import { execFile } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { runTarget } from '../fuzz/run-target.ts'
import { targets } from '../fuzz/targets.ts'

/** A few of the million cases that `npm run fuzz` tries; the seed is the same in every run, so that a failure is one. */
describe.each(targets.map((target) => [target.name, target] as const))('what comes as %s', (_, target) => {
  it('neither crashes nor holds up what reads it', async () => {
    const cases = Math.max(60, target.share * 2)
    expect(await runTarget(target, { cases, seed: 20261118 })).toMatchObject({ cases })
  })
})

describe('a decoder that never ends', () => {
  it('is named, with the seed, and its process ended', async () => {
    const watcher = new URL('../fuzz/watch-cases.ts', import.meta.url).href
    const script = `
      const { watchCases } = await import(${JSON.stringify(watcher)})
      const begin = await watchCases({ names: ['sound', 'endless'], seed: '7', hangMs: 300 })
      begin(1)
      for (;;);`
    const flags = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const ended = await new Promise<{ signal: unknown; said: string }>((resolve) => {
      execFile(process.execPath, flags, (error, said) => resolve({ signal: error?.signal, said }))
    })
    expect(ended).toEqual({ signal: 'SIGKILL', said: 'endless hangs: a case took 300 ms; seed 7\n' })
  })
})
