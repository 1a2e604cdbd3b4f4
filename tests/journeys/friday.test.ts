import { describe, expect, it } from 'vitest'
import { filePlan, fileReport } from './support/file-records.ts'
import { awaitMessage, findMessages } from './support/find-messages.ts'
import { logLine } from './support/log-line.ts'
import { useWorld } from './world.ts'

const channel = '#sales-nanwan'

describe('Friday', () => {
  const world = useWorld('sqlite')
  const as = (handle: string) => world().slack.as(handle)
  const log = async (handle: string, line: string) => {
    const person = as(handle)
    await (await logLine(person, line)).press(handle === 'lu' ? 'Confirm' : '确认')
    await awaitMessage(person, [handle === 'lu' ? 'logged' : '已记录'])
    await world().slack.idle()
  }

  it('comes after a week of work', async () => {
    for (const line of ['拜访康民诊所 新客户', '拜访南师校医院 新客户', '拜访同和药房 老客户', '电话 附院']) {
      await log('chen', line)
    }
    await log('xu', '拜访市妇幼 老客户')
    await log('fang', '拜访市妇幼 老客户')
    await log('lu', 'call 同和药房 10 min')
    await world().goTo('2026-11-20T03:00:00Z')
    await filePlan(as('chen'), '下周：签约')
    await fileReport(as('chen'), '跑了四家')
    await fileReport(as('xu'), '一家')
  })

  it('has one digest in the team channel, with the details in its thread', async () => {
    await world().goTo('2026-11-20T10:15:00Z')
    const digest = await awaitMessage(as('lin'), ['南湾一组小结', '已交'], channel)
    expect(digest.words).toMatch(/周计划[\s\S]*?已交 1\/3/)
    expect(digest.words).toMatch(/周报[\s\S]*?已交 2\/3/)
    expect(digest.words).toContain('新客户 2 · 老客户 3 · 电话 1')
    // Counts before names: nobody is named in the channel.
    expect(digest.words).not.toContain('许嘉木')
    const thread = await digest.thread()
    expect(thread.length).toBeGreaterThan(1)
    expect(await findMessages(as('lin'), ['小结'], channel)).toHaveLength(1)
    await awaitMessage(as('zhou'), ['清溪二组小结'], '#sales-qingxi')
  })

  it('has the leaderboard, with a picture of three names and what they reached', async () => {
    const { slack } = world()
    await world().goTo('2026-11-20T10:25:00Z')
    const board = await awaitMessage(as('chen'), ['活动排行'], channel)
    const [file] = await slack.files()
    expect(file).toBeDefined()
    const picture = board.blocks?.find((block) => block.type === 'image') as
      | { slack_file?: { id: string }; alt_text?: string }
      | undefined
    const png = await slack.fileContent(picture?.slack_file?.id ?? '')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.length).toBeGreaterThan(5_000)
    expect(picture?.alt_text).toContain('陈小满')
    expect(board.words).toContain('陈小满')
    expect(board.words.indexOf('陈小满')).toBeLessThan(board.words.indexOf('许嘉木'))
    expect(await findMessages(as('lin'), ['活动排行'], channel)).toHaveLength(1)
  })

  it('tells each rep their own line, in their own language', async () => {
    const own = await awaitMessage(as('chen'), ['您的成绩', '第 1 名'])
    expect(own.words).toContain('政策')
    await awaitMessage(as('fang'), ['您的成绩', '名，共 3 人'])
    await awaitMessage(as('lu'), ['Your result', 'Week 47'])
    expect(await findMessages(as('lin'), ['您的成绩'])).toEqual([])
  })

  it('gives managers their digest, with the participation of the last weeks as a picture', async () => {
    const { slack } = world()
    await world().goTo('2026-11-20T10:35:00Z')
    for (const [handle, people] of [
      ['lin', '3'],
      ['zhou', '3'],
      ['shen', '6'],
    ] as const) {
      const digest = await awaitMessage(as(handle), ['管理周报', '2026年第47周', '人数'])
      expect(digest.words).toContain(people)
      const picture = digest.blocks?.find((block) => block.type === 'image') as
        | { slack_file?: { id: string } }
        | undefined
      const png = await slack.fileContent(picture?.slack_file?.id ?? '')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
    }
    expect(await findMessages(as('chen'), ['管理周报'])).toEqual([])
  })

  it('says nothing a second time when the product starts again', async () => {
    const { slack, restart } = world()
    const posts = async () => (await slack.traffic.calls('chat.postMessage')).length
    const before = await posts()
    await restart()
    await world().goTo('2026-11-20T10:36:00Z')
    expect(await posts()).toBe(before)
  })

  it('answers /rank with the board and one’s own line', async () => {
    const xu = as('xu')
    await xu.command('/rank')
    const board = await awaitMessage(xu, ['活动排行', '陈小满'])
    expect(board.blocks?.some((block) => block.type === 'image')).toBe(true)
    await awaitMessage(xu, ['您的成绩', '名，共 3 人'])
  })
})
