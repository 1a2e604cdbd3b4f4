import { afterEach, describe, expect, it, vi } from 'vitest'
import { runJobDry } from '../../cron/dry-run.ts'
import { defineJob } from '../../cron/job.ts'
import climbLadder from '../../cron/jobs/climb-ladder.ts'
import { runDueJobs } from '../../cron/run-due-jobs.ts'
import { slotKeyOf } from '../../src/calendar/slots.ts'
import type { JobId } from '../../src/policy/schema.ts'
import { climbDuties } from '../../src/services/duties/sweep/climb-duties.ts'
import { claimRun } from '../../src/store/jobs.ts'
import { openStory, type Story, type StoryOptions, toInstant } from '../duties/story.ts'
import { databases } from '../support/databases.ts'
import { patience } from '../support/patience.ts'

describe.each(databases)('jobs on %s', (provider) => {
  let story: Story
  afterEach(() => story.close())

  /** Runs what is due of one job and says for which slots, in the zone's own words. */
  async function openSchedule(id: JobId, options: StoryOptions = {}) {
    story = await openStory(provider, options)
    const slots: string[] = []
    const run = async (_office: unknown, slot: Date) => {
      slots.push(slot.toISOString().slice(0, 16))
      return 'ok'
    }
    const runner = { office: story.office, jobs: [defineJob({ id, run })], owner: 'one' }
    const until = async (instant: string) => {
      story.clock.set(instant)
      await runDueJobs(runner)
      return slots.splice(0)
    }
    return { runner, until }
  }

  it('runs a slot once when two processes wake together', async () => {
    const { runner } = await openSchedule('climb-ladder')
    let runs = 0
    const job = defineJob({
      id: 'climb-ladder',
      run: async () => {
        runs += 1
        return 'ok'
      },
    })
    const other = await story.openAnother()
    const both = [runner.office, other].map((office, i) => ({ office, jobs: [job], owner: `process-${i}` }))
    const ran = await Promise.all(both.map(runDueJobs))
    expect(ran.map((beat) => beat.runs).toSorted()).toEqual([0, 1])
    expect(runs).toBe(1)
    story.clock.advance(5 * 60_000)
    await Promise.all(both.map(runDueJobs))
    expect(runs).toBe(2)
  })

  it('keeps the order of jobs when two processes wake together', async () => {
    const { runner } = await openSchedule('climb-ladder')
    const other = await story.openAnother()
    const told: string[] = []
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const jobs = [
      defineJob({
        id: 'climb-ladder',
        run: async () => {
          await gate
          told.push('climbed')
          return 'ok'
        },
      }),
      defineJob({
        id: 'post-warnings',
        run: async () => {
          told.push('posted')
          return 'ok'
        },
      }),
    ]
    const first = runDueJobs({ office: runner.office, jobs, owner: 'first' })
    const second = { office: other, jobs, owner: 'second' }
    await vi.waitFor(async () => expect(await other.store.db.jobRun.count()).toBe(1), patience)
    // The channel would hear of what stood before the ladder was climbed.
    expect(await runDueJobs(second)).toEqual({ runs: 0, isHeld: true })
    open()
    expect(await first).toEqual({ runs: 2, isHeld: false })
    expect(await runDueJobs(second)).toEqual({ runs: 0, isHeld: false })
    expect(told).toEqual(['climbed', 'posted'])
  })

  it('runs only the latest of the slots that were missed, where the policy says so', async () => {
    const { until } = await openSchedule('climb-ladder', { start: '2026-11-18 16:00' })
    expect(await until('2026-11-18T08:00:30Z')).toEqual(['2026-11-18T08:00'])
    expect(await until('2026-11-21T08:02:00Z')).toEqual(['2026-11-21T08:00'])
  })

  it('leaves a slot out that is too old to matter, and does not come back to it', async () => {
    const { until } = await openSchedule('team-digest')
    // Friday at ten past six; four hours later the week-end has begun.
    await until('2026-11-20T10:00:00Z')
    expect(await until('2026-11-20T15:00:00Z')).toEqual([])
    expect(await until('2026-11-20T15:01:00Z')).toEqual([])
    expect(await until('2026-11-27T10:11:00Z')).toEqual(['2026-11-27T10:10'])
  })

  it('tries a run that failed again, at growing intervals, and then leaves it to an operator', async () => {
    story = await openStory(provider, { start: '2026-11-20 18:20' })
    const began: string[] = []
    let fails = 9
    const job = defineJob({
      id: 'leaderboard',
      run: async () => {
        began.push(story.clock.now().toISOString().slice(11, 16))
        if (fails-- > 0) throw new Error('database is locked')
        return 'ok'
      },
    })
    const runFor = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute++) {
        await runDueJobs({ office: story.office, jobs: [job], owner: 'one' })
        story.clock.advance(60_000)
      }
      return story.office.store.db.jobRun.findMany({
        orderBy: { slotAt: 'asc' },
        select: { state: true, summary: true, attempts: true },
      })
    }
    expect(await runFor(180)).toEqual([{ state: 'failed', summary: 'database is locked', attempts: 5 }])
    expect(began.splice(0)).toEqual(['10:20', '10:21', '10:26', '10:51', '11:51'])
    // A moment's trouble heals by itself.
    fails = 1
    story.clock.set(toInstant('2026-11-27 18:20'))
    expect((await runFor(3)).at(-1)).toEqual({ state: 'done', summary: 'ok', attempts: 2 })
  })

  it('does not finish what a dead process began when it is too late to matter', async () => {
    const { runner, until } = await openSchedule('leaderboard', { start: '2026-11-20 18:20' })
    const slotAt = new Date('2026-11-20T10:20:00Z')
    const dead = { job: 'leaderboard', slot: slotKeyOf(slotAt), slotAt, owner: 'dead', leaseMs: 600_000 }
    await claimRun(runner.office.store, { ...dead, now: slotAt })
    expect(await until('2026-11-20T10:31:00Z')).toEqual(['2026-11-20T10:20'])
    await runner.office.store.db.jobRun.updateMany({ data: { state: 'running' } })
    expect(await until('2026-11-22T19:00:00Z')).toEqual([])
    expect(await runner.office.store.db.jobRun.findFirst()).toMatchObject({
      state: 'done',
      summary: 'passed over: too late to matter',
    })
  })

  it('goes on when a clock that ran ahead is put right', async () => {
    const { until } = await openSchedule('climb-ladder')
    expect(await until('2026-12-30T08:00:30Z')).toHaveLength(1)
    expect(await until('2026-11-18T08:00:30Z')).toEqual(['2026-11-18T08:00'])
    expect(await until('2026-11-18T08:05:30Z')).toEqual(['2026-11-18T08:05'])
  })

  it('keeps the hour of a zone whose clocks change', async () => {
    const policy = [['zone: Asia/Shanghai', 'zone: Europe/Berlin']] as const
    const { until } = await openSchedule('purge', { start: '2026-10-24 16:00', policy })
    // Twenty past three, in summer two hours and in winter one hour before that.
    await until('2026-10-24T00:00:00Z')
    expect(await until('2026-10-24T02:00:00Z')).toEqual(['2026-10-24T01:20'])
    expect(await until('2026-10-25T01:30:00Z')).toEqual([])
    expect(await until('2026-10-25T02:30:00Z')).toEqual(['2026-10-25T02:20'])
    expect(await until('2026-10-26T02:30:00Z')).toEqual(['2026-10-26T02:20'])
  })

  it('sends each reminder once when two sweeps of two processes overlap', async () => {
    story = await openStory(provider)
    await story.goTo('11-19 09:05')
    story.clock.set(toInstant('2026-11-19 18:00'))
    const other = await story.openAnother()
    const sweeps = await Promise.all([climbDuties(story.office, 'duties'), climbDuties(other, 'duties')])
    expect(sweeps.reduce((sum, sweep) => sum + sweep.messages, 0)).toBe(3)
    expect(await story.told()).toHaveLength(3)
    expect((await climbDuties(other, 'duties')).looked).toBe(0)
  })

  it('shows what a slot would send, sends nothing, and leaves no trace', async () => {
    story = await openStory(provider)
    await story.goTo('11-19 09:05')
    const slot = toInstant('2026-11-19 18:00')
    const before = await countRows()
    const dry = await runJobDry(story.office, climbLadder, slot)
    expect(dry.summary).toBe('6 looked at, 6 rungs, 3 messages, 0 proposals')
    expect(dry.messages).toHaveLength(3)
    expect(dry.messages[0]).toEqual({
      platform: 'slack',
      target: `person:${story.actors.rep.personId}`,
      text: [
        '2 项要交：已为您预填，补全后提交即可',
        '周计划 2026年第48周（11月23日–29日）',
        '待提交 · 截止 11月20日周五 18:00',
        '周报 2026年第47周（11月16日–22日）',
        '待提交 · 截止 11月20日周五 18:00',
      ].join('\n'),
    })
    expect(await countRows()).toEqual(before)
    // And then it comes as it was shown.
    expect(await story.goTo('11-19 18:00')).toHaveLength(3)
  })

  async function countRows() {
    const { db } = story.office.store
    return {
      outbox: await db.outbox.count(),
      rungs: await db.dutyRung.count(),
      runs: await db.jobRun.count(),
      waiting: await db.duty.findMany({ orderBy: { id: 'asc' }, select: { nextRungAt: true, state: true } }),
    }
  }
})
