import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, it, vi } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { SqliteDatabase } from '../../src/store/sqlite/driver.ts'
import { patience } from '../support/patience.ts'
import { slackVariables } from '../support/variables.ts'
import { complete, type Running, run } from './product.ts'
import { seedTeam } from './seed-team.ts'

/** Two houses side by side, so that both cores have something to do. */
const lanes = ['a', 'b']
const rounds = 6
const reps = ['chen', 'xu', 'fang', 'tang'] as const

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-kill-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

interface House {
  slack: SandboxClient
  file: string
  start(): Promise<Running>
  close(): Promise<void>
}

async function openHouse(lane: string): Promise<House> {
  const sandbox = await startSandbox({
    rateLimited: false,
    // A machine that is busy is no process that was killed.
    ackTimeoutMs: patience.timeout,
    triggerLifetimeMs: patience.timeout,
  })
  const slack = createSandboxClient(sandbox.url)
  const file = join(dir, `${lane}.db`)
  const env = {
    ...complete,
    DATABASE_URL: `file:${file}`,
    ...slackVariables(sandbox, 'http'),
    CLOCK_URL: `${sandbox.url}/clock`,
  }
  await seedTeam(env)
  let last: Running | undefined
  return {
    slack,
    file,
    async start() {
      last = run('src/main.js', dir, env)
      const url = await last.ready
      const manifest = buildManifest({ publicUrl: url, mode: 'http' })
      await slack.app.configure({ mode: 'http', requestUrl: `${url}/slack/events`, manifest })
      return last
    },
    async close() {
      last?.child.kill('SIGKILL')
      await last?.ended
      await sandbox.close()
    },
  }
}

/** What somebody sent, by a text that nothing else has, and whether Slack was told that it had arrived. */
interface Sent {
  by: (typeof reps)[number]
  kind: 'line' | 'leave'
  text: string
  acknowledged: boolean
}

/**
 * Several people send at once, and the process is killed in the middle of it: as soon as one to four lines have their
 * acknowledgement, or, every third time, when a form has its own.
 */
async function playRound(house: House, lane: string, round: number): Promise<Sent[]> {
  const product = await house.start()
  await house.slack.idle()
  const [writer = 'chen', ...others] = [...reps.slice(round % 4), ...reps.slice(0, round % 4)]
  const reason = `事由${lane}${round}完`
  const submit = round % 3 === 2 ? await fillLeave(house.slack, writer, reason) : undefined
  let left = submit ? Number.POSITIVE_INFINITY : (round % 4) + 1
  const send = async (sent: Omit<Sent, 'acknowledged'>, act: Promise<Outcome>): Promise<Sent> => {
    const { outcome, delivery } = await act
    const acknowledged = delivery?.httpStatus === 200 && outcome !== 'trouble' && outcome !== 'errors'
    if (acknowledged) left -= 1
    if (left <= 0 || sent.kind === 'leave') product.child.kill('SIGKILL')
    return { ...sent, acknowledged }
  }
  const lines = others.flatMap((by) =>
    [1, 2].map((n) => {
      const text = `电话 行${lane}${round}之${n}完`
      return send({ by, kind: 'line', text }, house.slack.as(by).command('/log', text))
    }),
  )
  const leave = submit ? [send({ by: writer, kind: 'leave', text: reason }, submit())] : []
  const all = await Promise.all([...leave, ...lines])
  product.child.kill('SIGKILL')
  await product.ended
  return all
}

interface Outcome {
  outcome: string
  delivery: { httpStatus: number | null } | null
}

/** A form filled in, ready to be sent. */
async function fillLeave(
  slack: SandboxClient,
  writer: string,
  reason: string,
): Promise<() => Promise<Outcome>> {
  await slack.as(writer).command('/fieldpost', 'leave')
  const modal = await slack.as(writer).modal()
  await modal.fill({ 类型: '年假', 开始日期: '2026-12-01', 结束日期: '2026-12-01', 事由: reason })
  return () => modal.submit()
}

describe('a process killed at any moment', () => {
  it.concurrent.for(lanes)(
    'loses nothing that was acknowledged (%s)',
    { timeout: 480_000 },
    async (lane, { expect }) => {
      const house = await openHouse(lane)
      try {
        const sent: Sent[] = []
        for (let round = 0; round < rounds; round += 1) sent.push(...(await playRound(house, lane, round)))
        const kept = sent.filter((s) => s.acknowledged)
        // Otherwise this would prove nothing.
        expect(kept.filter((s) => s.kind === 'line').length).toBeGreaterThan(rounds)
        expect(kept.filter((s) => s.kind === 'leave').length).toBeGreaterThan(0)
        const product = await house.start()
        await waitForAnswers(house, kept)
        product.child.kill('SIGTERM')
        expect((await product.ended).code).toBe(0)
        expect(countRecords(house.file, kept)).toEqual(kept.filter((s) => s.kind === 'leave').map(() => 1))
      } finally {
        await house.close()
      }
    },
  )
})

/** Every line came back as one card, once, to the one who typed it. */
async function waitForAnswers(house: House, kept: readonly Sent[]): Promise<void> {
  const lines = kept.filter((s) => s.kind === 'line')
  let looks = 0
  await vi.waitFor(
    async () => {
      // What a killed process had in its hands is free again after its lease, which must not pass while one is sent.
      if (looks++ % 8 === 0) await house.slack.clock.advance(60_000)
      const messages = new Map<string, string[]>()
      for (const by of reps)
        messages.set(
          by,
          (await house.slack.as(by).messages()).map((m) => m.words),
        )
      const unlike = lines.flatMap(({ by, text }) => {
        const own = text.replace('电话 ', '')
        const times = messages.get(by)?.filter((words) => words.includes(own)).length
        return times === 1 ? [] : [`${own} came ${times} times`]
      })
      if (unlike.length > 0) throw new Error(unlike.join(', '))
    },
    { timeout: 90_000, interval: 500 },
  )
}

function countRecords(file: string, kept: readonly Sent[]): number[] {
  const db = new SqliteDatabase(file, { readonly: true })
  try {
    const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM "Leave" WHERE "reason" = ?')
    return kept.filter((s) => s.kind === 'leave').map(({ text }) => count.get(text)?.n ?? 0)
  } finally {
    db.close()
  }
}
