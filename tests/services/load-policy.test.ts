import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { ConfigError } from '../../src/errors.ts'
import { loadPolicy } from '../../src/services/policy/load-policy.ts'
import { databases, useTestStore } from '../support/databases.ts'
import { defaultYaml, type TextChange } from '../support/default-policy.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-policy-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const file = join(dir, 'policy.yaml')
const write = (...changes: TextChange[]) => writeFileSync(file, defaultYaml(...changes))
const from = (day: string): TextChange => ['effectiveFrom: 2026-01-01', `effectiveFrom: ${day}`]
const name = (text: string): TextChange => ['name: Default policy', `name: ${text}`]

describe.each(databases)('the policy file on %s', (provider) => {
  const database = useTestStore(provider)
  const clock = fixedClock('2026-11-18T08:00:00Z')
  const said: Record<string, unknown>[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line) => said.push(JSON.parse(line)) })
  const load = () => loadPolicy({ store: database().store, clock, log }, file)
  const kept = () => database().store.db.policyVersion.count()
  beforeEach(async () => {
    await database().clear()
    said.length = 0
    clock.set('2026-11-18T08:00:00Z')
  })

  it('is kept once, however often it is loaded', async () => {
    write()
    const first = await load()
    const again = await load()
    expect(await kept()).toBe(1)
    expect(again.now().hash).toBe(first.now().hash)
  })

  it('takes effect on its day, and what was in force before still answers for before', async () => {
    write(name('old'))
    await load()
    write(name('new'), from('2026-12-01'))
    const book = await load()
    expect([book.current().name, book.on('2026-12-01').policy.name]).toEqual(['old', 'new'])
    clock.set('2026-12-01T00:00:00Z')
    expect([book.current().name, book.on('2026-11-30').policy.name]).toEqual(['new', 'old'])
    expect(await kept()).toBe(2)
  })

  it('says so when a kept version cannot be read any more', async () => {
    write(name('old'))
    await load()
    await database().store.db.policyVersion.updateMany({ data: { yaml: 'name: 7', hash: 'older' } })
    write(name('new'))
    expect((await load()).current().name).toBe('new')
    expect(said).toMatchObject([{ hash: 'older', effectiveFrom: '2026-01-01', level: 40 }])
    expect(said[0]?.problems).not.toEqual([])
  })

  it('counts again when an older version is loaded again', async () => {
    for (const text of ['first', 'second', 'first']) {
      write(name(text))
      clock.advance(1000)
      expect((await load()).current().name).toBe(text)
    }
    expect(await kept()).toBe(2)
  })

  it('that does not read is refused with every problem, its line and what is allowed', async () => {
    write(['weekend: [6, 7]', 'weekend: [6, 9]'], ['zone: Asia/Shanghai', 'zone: Asia/Nowhere'])
    const refusal = await load().catch((error: unknown) => error)
    const { problems } = refusal as ConfigError
    expect(refusal).toBeInstanceOf(ConfigError)
    expect(problems).toHaveLength(2)
    const lines = defaultYaml().split('\n')
    const zoneLine = lines.findIndex((l) => l.startsWith('zone:')) + 1
    const weekendLine = lines.findIndex((l) => l.includes('weekend:')) + 1
    expect(
      problems.map((p) => Number(p.slice(file.length + 1).split(':')[0])).toSorted((a, b) => a - b),
    ).toEqual([zoneLine, weekendLine].toSorted((a, b) => a - b))
    expect(problems.join('\n')).toContain('calendar.weekend')
    expect(await kept()).toBe(0)
  })

  it('that is not there is refused by its name', async () => {
    const refused = loadPolicy({ store: database().store, clock, log }, join(dir, 'none.yaml'))
    await expect(refused).rejects.toThrow(/POLICY_FILE .*none\.yaml cannot be read: ENOENT/)
  })

  it('that begins later is refused while nothing is in force', async () => {
    write(from('2027-01-01'))
    await expect(load()).rejects.toThrow('takes effect on 2027-01-01')
  })
})
