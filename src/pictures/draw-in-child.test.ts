import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { listSourceFiles, readSource } from '../../tests/support/source-files.ts'
import { drawInChild, PictureFailed } from './draw-in-child.ts'
import { drawLeaderboard } from './draw-leaderboard.ts'
import type { LeaderboardInput } from './leaderboard-input.ts'

const board = (title: string): LeaderboardInput => ({
  title,
  periodText: '2026-W47',
  policyText: '',
  topCount: 3,
  rows: [{ rank: 1, name: '陈小满', teamName: '', valueText: '36', attainmentPercent: 90, isTie: false }],
  texts: { target: '目标 100%', tie: '并列', noData: '还没有数据' },
})

const draw = (title: string) => drawInChild({ kind: 'leaderboard', input: board(title) })

/** Ids of this process's children that draw. */
function findDrawers(): number[] {
  const table = execFileSync('ps', ['-Ao', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return table.split('\n').flatMap((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/)
    return Number(parent) === process.pid && command.join(' ').includes('draw-process') ? [Number(pid)] : []
  })
}

describe('drawInChild', () => {
  it('gives the very picture that this process would draw', async () => {
    const png = await draw('排行')
    expect(Buffer.from(png).equals(await drawLeaderboard(board('排行')))).toBe(true)
  })

  it('draws what is asked at once one after another, each for who asked, in one process', async () => {
    const [first, second] = await Promise.all([draw('甲'), draw('乙')])
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false)
    expect(Buffer.from(second).equals(await drawLeaderboard(board('乙')))).toBe(true)
    expect(findDrawers()).toHaveLength(1)
  })

  it('gives its process no word of the picture in its arguments and nothing of our environment', async () => {
    const title = '$(touch owned); 排行'
    await draw(title)
    const [pid = 0] = findDrawers()
    // The environment stands behind the arguments.
    const all = execFileSync('ps', ['eww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    const [program = '', behind = ''] = all.split(/draw-process\.ts/)
    expect([program, behind].join()).not.toMatch(/touch|排行/)
    const names = behind.split(/\s+/).flatMap((each) => (each ? [each.split('=')[0]] : []))
    // Node's own, for the channel over which the order goes.
    expect(names.toSorted()).toEqual(['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'])
  }, 60_000)

  it('is the one place where the product starts a process', () => {
    const starts = listSourceFiles(['src', 'bots', 'cron']).filter((file) =>
      readSource(file).includes('child_process'),
    )
    expect(starts).toEqual(['src/pictures/draw-in-child.ts'])
  })

  it('refuses here what cannot be drawn', async () => {
    await expect(draw(' ')).rejects.toThrow('must not be blank')
  })

  it('says so when its process dies, and draws the next in another', async () => {
    // More than can be drawn before it is found and killed.
    const drawings = Promise.allSettled(Array.from({ length: 20 }, () => draw('排行')))
    for (let pids = findDrawers(); ; pids = findDrawers()) {
      for (const pid of pids) process.kill(pid, 'SIGKILL')
      if (pids.length > 0) break
      await sleep(5)
    }
    expect((await drawings).at(-1)).toMatchObject({ status: 'rejected', reason: expect.any(PictureFailed) })
    expect(await draw('排行')).toBeInstanceOf(Uint8Array)
  })
})
