import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import leaderboardJob from '../../cron/jobs/leaderboard.ts'
import { parsePeriod } from '../../src/calendar/periods.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { toBoardPicture } from '../../src/services/metrics/board-picture.ts'
import { postRank } from '../../src/services/metrics/post-rank.ts'
import { readLeaderboard } from '../../src/services/metrics/read-leaderboard.ts'
import { databases } from '../support/databases.ts'
import { friday, isPicture, openTeamWeek, shanghai, type TeamWeek } from './team-week.ts'

const slot = shanghai(friday, '18:20')
const w47 = parsePeriod('2026-W47')

describe.each(databases)('the leaderboard on %s', (provider) => {
  let week: TeamWeek
  beforeAll(async () => {
    week = await openTeamWeek(provider)
    const { actors, teamIds } = week
    const { rep, colleague, outsider } = actors
    // The week before: the outsider did little, the others fairly well.
    await week.log(rep, '2026-11-11', { visit_new: 6, visit_old: 9, call: 12 })
    await week.log(outsider, '2026-11-11', { visit_new: 1, visit_old: 1, call: 1 })
    // This week the rep and the colleague do exactly the same, the outsider far more than before.
    for (const actor of [rep, colleague]) {
      await week.log(actor, '2026-11-17', { visit_new: 8, visit_old: 12, call: 16 })
    }
    await week.log(outsider, '2026-11-18', { visit_new: 6, visit_old: 9, call: 12 })
    await week.addAbsent('黄一诺', '2026-11-16', '2026-11-20')
    await week.addPerson({ name: '新同事', teamId: teamIds.nanwan, joined: shanghai('2026-11-20', '09:00') })
    const registered = await week.addPerson({
      name: '登记代表',
      teamId: teamIds.nanwan,
      isRegisteredRep: true,
    })
    await week.log(registered, '2026-11-17', { visit_old: 3 })
    await week.addPerson({ name: '还没开始', teamId: teamIds.nanwan })
    await makeDuties(week.office)
    for (const actor of [rep, colleague, outsider]) {
      await week.file(actor, 'weekly-plan', { goals: '回访', visits: [] }, '2026-W48')
      await week.file(actor, 'weekly-report', { items: [], summary: '顺利' }, '2026-W47')
    }
    week.clock.set(slot)
    await week.told()
  })
  afterAll(() => week.close())

  const read = () => readLeaderboard(week.office, Object.values(week.teamIds), w47, slot)

  it('lets two who did the same share the first place and gives the next the third', async () => {
    const { groups } = await read()
    expect(groups).toHaveLength(1)
    expect(groups[0]?.rows.map(({ item, rank, isTie }) => [item.name, rank, isTie])).toEqual([
      ['陈小满', 1, true],
      ['许嘉木', 1, true],
      ['陆思远', 3, false],
    ])
  })

  it('names who improved most since last week, though others stand higher', async () => {
    const { groups } = await read()
    expect(groups[0]?.improved.map(({ item }) => item.name)).toEqual(['陆思远'])
  })

  it('ranks nobody on leave, nobody who has just joined, and no registered representative', async () => {
    const { scores } = await read()
    const why = scores.flatMap(({ person, unranked }) => (unranked ? [`${person.name} ${unranked}`] : []))
    expect(why.toSorted()).toEqual(
      ['登记代表 registered', '黄一诺 no-work', '还没开始 nothing-yet', '新同事 too-few-days'].toSorted(),
    )
  })

  it('says of every part what was done, what was asked and by which policy', async () => {
    const { scores } = await read()
    const own = scores.find(({ person }) => person.name === '陈小满')
    expect(own?.score.policyHash).toBe(week.office.policies.now().hash)
    expect(own?.score.parts).toMatchObject([
      { formula: 'activity-attainment', attainmentBp: 8_000, inputs: { newDone: 8, newWanted: 10 } },
      { formula: 'plan-completion', attainmentBp: null },
      { formula: 'on-time-filing', attainmentBp: 10_000, inputs: { owed: 2 } },
      { formula: 'field-days', attainmentBp: 2_000, inputs: { done: 1, wanted: 5 } },
    ])
  })

  it('posts one board with its picture and tells each their own line, once', async () => {
    await leaderboardJob.run(week.office, slot)
    const told = await week.told()
    const [board] = told.filter(({ to }) => to === '#sales-team')
    expect(isPicture(board?.png)).toBe(true)
    expect(board?.card.picture?.alt).toMatch(/^1\. 陈小满 \(南湾一组\) · 并列 · /)
    expect(board?.card.picture?.alt).toContain('进步最大：陆思远 (清溪二组)')
    expect(board?.card.footer).toContain('活动达成 40% + 计划完成 25% + 按时提交 20% + 外勤天数 15%')
    const lines = told.filter(({ to }) => to !== '#sales-team')
    expect(lines.map(({ to }) => to).toSorted()).toEqual(
      ['陈小满', '许嘉木', '陆思远', '还没开始'].toSorted(),
    )
    expect(lines.find(({ to }) => to === '陈小满')?.text).toBe(
      [
        '您的成绩 · 2026年第47周（11月16日–22日） · 并列第 1 名，共 3 人',
        '综合达成率：73.3%',
        '比上期：+24.3 个百分点',
        '活动达成 80%（权重 40%）',
        '新客户 8/10 · 老客户 12/15 · 电话 16/20，三项平均',
        '计划完成：本期没有可计的项目',
        '按时提交 100%（权重 20%）',
        '计划和周报按时 2/2',
        '外勤天数 20%（权重 15%）',
        '外勤 1/5 天',
        '差得最多的是外勤 4 天，值 16 个百分点。',
        '政策“默认政策”，2026年1月1日周四起生效',
      ].join('\n'),
    )
    expect(lines.find(({ to }) => to === '陆思远')?.text).toContain('Rank 3 of 3')
    await leaderboardJob.run(week.office, slot)
    expect(await week.told()).toEqual([])
  })

  it('shows nobody who came last', async () => {
    const { groups } = await read()
    const teamNames = new Map([['a', '南湾一组']])
    const { policy, hash } = week.office.policies.now()
    const words = { language: 'zh-CN' as const, teamNames, policy, policyHash: hash, hasSeveralGroups: false }
    const [group] = groups
    expect(group && toBoardPicture(group, w47.key, words).rows.map(({ name }) => name)).toEqual([
      '陈小满',
      '许嘉木',
    ])
  })

  it('shows no name of those who are not on the board, and nothing of pay or patients', async () => {
    const rows = await week.office.store.db.outbox.findMany({ where: { target: 'channel:sales-team' } })
    const said = JSON.stringify(rows.map((row) => row.card))
    for (const name of ['黄一诺', '新同事', '登记代表', '还没开始', '元', '患者', '转诊']) {
      expect(said).not.toContain(name)
    }
  })

  it('answers /rank once by DM with board and own line, in the language of who asks', async () => {
    const ask = { platform: 'slack', deliveryId: 'D-1' }
    await postRank(week.office, week.actors.outsider, ask)
    await postRank(week.office, week.actors.outsider, ask)
    const [board, own, ...more] = await week.told()
    expect(more).toEqual([])
    expect([board?.to, own?.to]).toEqual(['陆思远', '陆思远'])
    expect(board?.card.title).toBe('Activity ranking · Week 47 of 2026 (Nov 16–22)')
    expect(isPicture(board?.png)).toBe(true)
    expect(own?.text).toContain('The biggest gap:')
  })

  it('answers a supervisor with the board alone', async () => {
    await postRank(week.office, week.actors.supervisor, { platform: 'slack', deliveryId: 'D-2' })
    expect((await week.told()).map(({ to, card }) => `${to} ${card.title}`)).toEqual([
      '林知夏 活动排行 · 2026年第47周（11月16日–22日）',
    ])
  })

  it('says so kindly when there is nothing to show yet', async () => {
    week.clock.set(shanghai('2026-11-23', '08:30'))
    await postRank(week.office, week.actors.rep, { platform: 'slack', deliveryId: 'D-3' })
    const [board, own] = await week.told()
    expect(board?.card.picture?.alt).toContain('本期还没有数据')
    expect(own?.text).toContain('本期还没有记录')
  })

  it('can be read for the first week of the first policy, before which there were no rules', async () => {
    const firstWeek = parsePeriod('2026-W01')
    const board = await readLeaderboard(week.office, [week.teamIds.nanwan], firstWeek)
    expect(board.groups.flatMap(({ improved }) => improved)).toEqual([])
  })

  it('leaves the channel alone in a week without work, and everybody in it', async () => {
    const holiday = shanghai('2026-10-04', '18:20')
    week.clock.set(holiday)
    await leaderboardJob.run(week.office, holiday)
    expect(await week.told()).toEqual([])
  })
})

describe('a mass tie', () => {
  it('draws twelve rows and counts the rest', async () => {
    const week = await openTeamWeek('sqlite')
    try {
      for (let index = 0; index < 20; index++) {
        const actor = await week.addPerson({ name: `组员${index}`, teamId: week.teamIds.nanwan })
        await week.log(actor, '2026-11-17', { visit_new: 1 })
      }
      await week.told()
      await leaderboardJob.run(week.office, slot)
      const [board] = await week.told()
      expect(board?.card.picture?.alt).toContain('另有 8 人并列')
      expect(isPicture(board?.png)).toBe(true)
    } finally {
      await week.close()
    }
  })
})
