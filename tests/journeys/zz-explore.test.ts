import { appendFileSync, writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { useWorld } from './world.ts'

const world = useWorld('sqlite')
it('explore', async () => {
  const { slack, goTo } = world()
  const seen = new Map<string, string>()
  const out = '/tmp/explore.txt'
  writeFileSync(out, '')
  const dump = async (at: string) => {
    appendFileSync(out, `\n######## ${at}\n`)
    for (const [who, ch] of [
      ['chen', 'dm'],
      ['xu', 'dm'],
      ['lu', 'dm'],
      ['lin', 'dm'],
      ['zhou', 'dm'],
      ['shen', 'dm'],
      ['song', 'dm'],
      ['han', 'dm'],
      ['lin', '#sales-nanwan'],
      ['shen', '#sales-all'],
    ] as const) {
      for (const m of await slack.as(who).messages(ch)) {
        const k = `${who} ${ch} ${m.ts}`
        if (seen.get(k) !== m.words) {
          appendFileSync(
            out,
            `--- ${who} ${ch} ${seen.has(k) ? 'EDIT' : 'NEW'} ${m.ts} reply=${(m as any).reply_count ?? 0}\n${m.words
              .split('\n')
              .filter((l, i, a) => a.indexOf(l) === i)
              .join(' | ')}\n`,
          )
          seen.set(k, m.words)
        }
      }
    }
  }
  await dump('start')
  for (const t of [
    '2026-11-18T10:00:10Z',
    '2026-11-18T12:00:10Z',
    '2026-11-19T00:31:00Z',
    '2026-11-19T10:00:10Z',
    '2026-11-20T00:31:00Z',
    '2026-11-20T08:00:10Z',
    '2026-11-20T10:00:10Z',
    '2026-11-20T10:35:00Z',
    '2026-11-23T06:30:10Z',
    '2026-11-23T10:00:10Z',
    '2026-11-24T10:00:10Z',
    '2026-11-26T01:10:10Z',
    '2026-11-26T03:10:10Z',
  ]) {
    const t0 = performance.now()
    try {
      await goTo(t)
    } catch (e) {
      appendFileSync(out, `ERR ${e}\n`)
    }
    appendFileSync(out, `goTo took ${Math.round(performance.now() - t0)}\n`)
    await dump(t)
  }
}, 300000)
