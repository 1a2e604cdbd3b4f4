import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { SandboxClient, WecomMember } from '../../sandbox/client.ts'
import { defaultYaml } from '../support/default-policy.ts'
import { useWorld } from './world.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-channel-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** One team has a group with a robot, the other none yet: its group is made by the app, as the default policy wants. */
async function environment({ wecom }: SandboxClient): Promise<Record<string, string>> {
  const file = join(dir, `${crypto.randomUUID()}.yaml`)
  writeFileSync(file, defaultYaml(["wecom: 'group:南湾一组'", "wecom: 'robot:nanwan'"]))
  const { webhookUrl } = await wecom.group('sales-nanwan')
  return { POLICY_FILE: file, WECOM_ROBOTS: `nanwan=${webhookUrl}` }
}

/** By two processes, which must not make a group or say a thing twice. */
describe('the week’s end in groups of WeCom', () => {
  const world = useWorld('postgresql', { team: 'wecom', env: environment })
  const as = (user: string): WecomMember => world().wecom.as(user)
  const robotGroup = () => world().wecom.group('sales-nanwan')
  const ownGroup = () => world().wecom.group('清溪二组')
  /** What stands in both groups and holds these words. */
  const posted = async (words: string) => {
    const all = [...(await (await robotGroup()).messages()), ...(await (await ownGroup()).messages())]
    return all.filter((message) => message.words.includes(words))
  }
  const log = async (user: string, line: string) => {
    const afterSeq = await world().wecom.seq()
    await as(user).say(line)
    await (await as(user).message({ afterSeq, withTarget: '确认' })).press('确认')
    await as(user).message({ afterSeq, contains: '已记录' })
  }

  it('comes after a week of work', async () => {
    await world().startAnother()
    // Two customers that no sheet brought: what is new in the week stands in the details.
    await log('chen', '今天拜访北城三院 新客户')
    await log('chen', '今天拜访同和药房 老客户')
    await log('xu', '今天拜访市妇幼 老客户')
    await log('tang', '今天拜访西城五院 新客户')
  })

  it('has one digest a group, counts before names and the details right behind it', async () => {
    await world().goTo('2026-11-20T10:15:00Z')
    const [digest, details, ...more] = await (await robotGroup()).messages()
    expect(digest).toMatchObject({ from: 'robot', msgtype: 'markdown_v2' })
    expect(digest?.words).toMatch(
      /^### 南湾一组小结 · 2026年第47周.*\n\n- \*\*周计划（第48周）\*\*：已交 0\/3 · 未交 3\n/,
    )
    expect(digest?.words).toContain('新客户 1 · 老客户 2 · 电话 0')
    expect(details?.words).toMatch(/^### 南湾一组小结 · 2026年第47周.* · 明细\n/)
    const [other, ...others] = await (await ownGroup()).messages()
    expect(other).toMatchObject({ from: 'app', via: 'appchat', msgtype: 'text' })
    expect(other?.words).toMatch(/^清溪二组小结 · 2026年第47周.*\n\n- 周计划（第48周）：已交 0\/3 · 未交 3\n/)
    expect([more.length, others.length]).toEqual([0, 1])
    for (const name of ['陈小满', '许嘉木', '方晴', '唐书瑶', '顾一鸣', '陆思远'])
      expect(await posted(name)).toEqual([])
  })

  it('made the second group of the team’s people, once', async () => {
    const { owner, members } = await ownGroup()
    expect(owner).toBe('ZhouYining')
    expect(members.toSorted()).toEqual(['GuYiming', 'LuSiyuan', 'TangShuyao', 'ZhouYining'])
    expect(await world().wecom.traffic.calls('appchat/create')).toHaveLength(1)
  })

  it('has one leaderboard a group, with its picture, and neither pay nor patients', async () => {
    await world().goTo('2026-11-20T10:25:00Z')
    for (const group of [await robotGroup(), await ownGroup()]) {
      const [, , board, picture, ...more] = await group.messages()
      expect(board?.words).toContain('活动排行 · 2026年第47周')
      expect(picture?.msgtype).toBe('image')
      expect(more).toEqual([])
    }
    for (const word of ['元', '扣', '罚', '患者', '工资']) expect(await posted(word)).toEqual([])
    const shown = (await (await ownGroup()).messages()).find(({ msgtype }) => msgtype === 'image')
    const png = await world().wecom.mediaContent(String(shown?.body.media_id))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.length).toBeGreaterThan(5_000)
  })

  it('gives the supervisors their heatmap, and nobody’s names to a group', async () => {
    await world().goTo('2026-11-20T10:35:00Z')
    for (const user of ['lin', 'zhou']) {
      const own = (await as(user).messages()).slice(-2)
      expect(own.map(({ msgtype }) => msgtype)).toEqual(['text', 'image'])
      expect(own[0]?.words).toContain('管理周报')
    }
    expect(await posted('管理周报')).toEqual([])
  })

  it('has one line a duty that is overdue, which nobody reads a second time', async () => {
    await world().goTo('2026-11-23T06:45:10Z')
    // A plan and a report in each of two teams; another process may have the last of them in hand.
    await expect
      .poll(async () => (await posted('还有 3 人')).map(({ from }) => from).toSorted())
      .toEqual(['app', 'app', 'robot', 'robot'])
    const afterSeq = await world().wecom.seq()
    await as('chen').say('周报')
    await as('chen').message({ afterSeq, contains: '本周小结' })
    await as('chen').say('本周小结：跑了两家')
    const shown = { afterSeq, contains: '跑了两家', withTarget: '提交' }
    await (await as('chen').message(shown)).press('提交')
    await as('lin').message({ afterSeq, withTarget: '批阅' })
    await world().goTo('2026-11-23T07:45:10Z')
    expect(await posted('还有')).toHaveLength(4)
  })

  it('says nothing a second time after a restart, and shows the robot’s key to nobody', async () => {
    const count = (await posted('')).length
    await world().restart()
    await world().goTo('2026-11-23T07:50:00Z')
    expect(await posted('')).toHaveLength(count)
    const { webhookUrl } = await robotGroup()
    const key = new URL(webhookUrl ?? '').searchParams.get('key') ?? ''
    expect(await world().wecom.traffic.scan(key)).toEqual([])
  })

  it('lets who has left read no more, and welcomes who has come', async () => {
    await world().importPeople('姓名,工号,团队,在职\n顾一鸣,S203,清溪二组,否\n许嘉木,S103,清溪二组,是\n')
    await world().goTo('2026-11-27T10:15:00Z')
    expect(await posted('清溪二组小结 · 2026年第48周')).not.toEqual([])
    const { members } = await ownGroup()
    expect(members.toSorted()).toEqual(['LuSiyuan', 'TangShuyao', 'XuJiamu', 'ZhouYining'])
    expect(await world().wecom.traffic.calls('appchat/update')).toHaveLength(1)
  })

  it('spreads what it says on the half hour over the minutes after it, and answers at once all the same', async () => {
    await world().goTo('2026-11-30T00:29:00Z')
    const afterSeq = await world().wecom.seq()
    await world().goTo('2026-11-30T00:30:20Z')
    const early = async () =>
      (await as('tang').messages()).filter(({ seq, from }) => seq > afterSeq && from === 'app')
    expect(await early()).toEqual([])
    await log('tang', '今天拜访市妇幼 老客户')
    expect((await early()).length).toBeGreaterThan(0)
    await world().goTo('2026-11-30T00:35:00Z')
    expect((await early()).map(({ words }) => words).join('\n')).toContain('早上好')
  })
})
