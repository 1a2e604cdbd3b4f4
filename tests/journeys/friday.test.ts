import { describe, expect, it } from 'vitest'
import type { Said } from './support/channel.ts'
import { fileRecord } from './support/file-record.ts'
import { everywhere } from './support/settings.ts'
import { useWorld } from './world.ts'

describe.each(everywhere)('Friday ($team, $provider)', ({ provider, team }) => {
  const world = useWorld(provider, { team })
  const person = (handle: string) => world().person(handle)
  const channels = () => world().channels('sales-nanwan')
  const log = async (handle: string, line: string) => {
    const isEnglish = handle === 'lu'
    await (await person(handle).log(line)).press(isEnglish ? 'Confirm' : '确认')
    await person(handle).awaits(isEnglish ? 'logged' : '已记录')
    await world().calm()
  }
  const expectPicture = async (told: Said) => {
    const png = await told.picture()
    expect(png?.subarray(1, 4).toString()).toBe('PNG')
    expect(png?.length).toBeGreaterThan(5_000)
  }

  it('comes after a week of work', async () => {
    for (const line of ['拜访康民诊所 新客户', '拜访北城三院 新客户', '拜访同和药房 老客户', '电话 附院']) {
      await log('chen', line)
    }
    await log('xu', '拜访市妇幼 老客户')
    await log('fang', '拜访市妇幼 老客户')
    await log('lu', 'call 同和药房 10 min')
    await world().goTo('2026-11-20T03:06:00Z')
    await fileRecord(person('chen'), '计划', { 本周目标: '下周：签约' })
    await fileRecord(person('chen'), '周报', { 本周小结: '跑了四家' })
    await fileRecord(person('xu'), '周报', { 本周小结: '一家' })
  })

  it('has one digest in the team channel, with the details apart', async () => {
    await world().goTo('2026-11-20T10:15:00Z')
    for (const channel of channels()) {
      const digest = await channel.awaits('南湾一组小结', '已交')
      expect(digest.words).toMatch(/周计划[\s\S]*?已交 1\/3/)
      expect(digest.words).toMatch(/周报[\s\S]*?已交 2\/3/)
      expect(digest.words).toContain('新客户 2 · 老客户 3 · 电话 1')
      // Counts before names: nobody is named in the channel.
      expect(digest.words).not.toContain('许嘉木')
      expect(await channel.details('小结')).not.toEqual([])
      expect(await channel.told('小结')).toHaveLength(1)
    }
    for (const channel of world().channels('sales-qingxi')) await channel.awaits('清溪二组小结')
  })

  it('has the leaderboard, with a picture of three names and what they reached', async () => {
    await world().goTo('2026-11-20T10:25:00Z')
    for (const channel of channels()) {
      const board = await channel.awaits('活动排行')
      await expectPicture(board)
      // Slack says in words what is on a picture; a group of WeCom shows the picture.
      if (channel.platform === 'slack') expect(board.words).toMatch(/陈小满[\s\S]*许嘉木/)
      expect(await channel.told('活动排行')).toHaveLength(1)
    }
  })

  it('tells each rep their own line, in their own language', async () => {
    const own = await person('chen').awaits('您的成绩', '第 1 名')
    expect(own.words).toContain('政策')
    await person('fang').awaits('您的成绩', '名，共 3 人')
    await person('lu').awaits('Your result', 'Week 47')
    expect(await person('lin').told('您的成绩')).toEqual([])
  })

  it('gives managers their digest, with the participation of the last weeks as a picture', async () => {
    await world().goTo('2026-11-20T10:35:00Z')
    for (const [handle, people] of [
      ['lin', '3'],
      ['zhou', '3'],
      ['shen', '6'],
    ] as const) {
      const digest = await person(handle).awaits('管理周报', '2026年第47周', '人数')
      expect(digest.words).toContain(people)
      await expectPicture(digest)
    }
    expect(await person('chen').told('管理周报')).toEqual([])
  })

  it('says nothing a second time when the product starts again', async () => {
    const { slack, wecom, restart } = world()
    const posts = async () => [
      (await slack.traffic.calls('chat.postMessage')).length,
      (await wecom.traffic.calls('message/send')).length,
    ]
    const before = await posts()
    await restart()
    await world().goTo('2026-11-20T10:36:00Z')
    expect(await posts()).toEqual(before)
  })

  it('shows the board and one’s own line to whoever asks', async () => {
    const xu = person('xu')
    await xu.ask('排行')
    await expectPicture(await xu.awaits('活动排行', '陈小满'))
    await xu.awaits('您的成绩', '名，共 3 人')
  })
})
