import { beforeAll, describe, expect, it } from 'vitest'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const as = (handle: string) => world().slack.as(handle)
const plans = () =>
  world().office.store.db.record.findMany({ where: { type: 'weekly-plan' }, orderBy: { number: 'asc' } })
const drafts = () => world().office.store.db.draft.findMany()

beforeAll(async () => {
  const { office, actors } = world()
  for (const name of ['南湾市第一人民医院', '霞湾康民诊所', '赤岭同和大药房']) {
    await fileRecord(office, actors.rep, {
      type: 'customer',
      answers: { name, kind: 'hospital', contacts: [] },
      submissionKey: `customer:${name}`,
      platform: 'test',
    })
  }
})

describe('filing a plan in Slack', () => {
  it('opens a loading view, then the form, and keeps what is typed while lines come and go', async () => {
    const rep = as('rep')
    await rep.command('/plan')
    let modal = await rep.modal()
    expect(modal.words).toContain('本周目标')
    await modal.fill({ 本周目标: '拜访三家医院\n<!channel> *粗*' })
    await modal.press('＋ 添加：计划拜访')
    await world().slack.idle()
    modal = await rep.modal({ contains: '计划拜访 1' })
    const offered = await modal.suggest('visits:0:customer', '康民')
    expect(offered.options).toEqual([
      expect.objectContaining({ text: expect.objectContaining({ text: '霞湾康民诊所' }) }),
    ])
    await modal.fill({ 'visits:0:customer': { search: '康民' }, 'visits:0:purpose': '送资料' })
    await modal.press('＋ 添加：计划拜访')
    await world().slack.idle()
    modal = await rep.modal({ contains: '计划拜访 2' })
    await modal.fill({ 'visits:1:customer': { search: '同和' }, 'visits:1:purpose': '盘点' })
    await modal.press({ actionId: 'remove-line', blockId: 'visits:0' })
    await world().slack.idle()
    modal = await rep.modal()
    expect(modal.words).not.toContain('计划拜访 2')
    expect(modal.values['visits:1:purpose']?.text?.value).toBe('盘点')
    expect(modal.values.goals?.text?.value).toContain('<!channel>')
    const { outcome } = await modal.submit()
    expect(outcome).toBe('closed')
    const [plan] = await plans()
    expect(plan).toMatchObject({ status: 'submitted', number: 'WP-2026-0001' })
  })

  it('tells supervisor and owner by card, with what was typed shown as it is', async () => {
    await world().deliver()
    const card = await as('supervisor').message({ contains: 'WP-2026-0001' })
    expect(card.words).toContain('<!channel> *粗*')
    expect(card.text).toContain('&lt;!channel&gt;')
    expect(card.words).toContain('赤岭同和大药房 · 盘点')
  })

  it('asks the supervisor why it is returned, and edits both cards in place', async () => {
    const supervisor = as('supervisor')
    const card = await supervisor.message({ contains: 'WP-2026-0001' })
    await card.press('退回')
    const modal = await supervisor.modal()
    await modal.fill({ 退回原因: '目标太少' })
    expect((await modal.submit()).outcome).toBe('closed')
    await world().deliver()
    expect((await card.again()).words).toContain('目标太少')
    const own = await as('rep').messages()
    expect(own.filter((message) => message.words.includes('WP-2026-0001'))).toHaveLength(1)
    expect(own.at(-1)?.words).toContain('已退回')
  })

  it('shows the present state to one who presses a card that has aged', async () => {
    const { office, actors, services } = world()
    const [plan] = await plans()
    const rep = as('rep')
    const card = await rep.message({ contains: 'WP-2026-0001' })
    const { purpose } = await services.openForm(actors.rep, {
      kind: 'edit',
      recordId: plan?.id ?? '',
      action: 'edit',
    })
    const answers = { goals: '五家医院', visits: [] }
    await services.submitForm(actors.rep, { purpose, answers, submissionKey: 'elsewhere', platform: 'web' })
    expect((await office.store.db.record.findMany({ where: { id: plan?.id } }))[0]?.status).toBe('submitted')
    await card.press('撤回')
    await world().slack.idle()
    expect((await card.again()).words).toContain('待审批')
    expect((await rep.message({ ephemeral: true })).words).toMatch(
      /没有改动.*WP-2026-0001.*待审批.*\n您在 .*修改/,
    )
  })

  it('puts each error under its input and keeps the modal', async () => {
    const rep = as('colleague')
    await rep.command('/fieldpost', '請假')
    const modal = await rep.modal()
    await modal.fill({ 类型: 'annual', fromDay: '2026-11-20', toDay: '2026-11-19' })
    const result = await modal.submit()
    expect(result.outcome).toBe('errors')
    expect(result.errors).toEqual({ toDay: '结束时间不能早于开始时间。' })
    await (await rep.modal()).fill({ toDay: '2026-11-21' })
    expect((await (await rep.modal()).submit()).outcome).toBe('closed')
  })

  it('keeps a draft of what was typed when the modal is closed, and none of what was only looked at', async () => {
    const rep = as('colleague')
    const before = (await drafts()).length
    await rep.command('/plan')
    await (await rep.modal()).close()
    await world().slack.idle()
    expect(await drafts()).toHaveLength(before)
    await rep.command('/plan')
    const modal = await rep.modal()
    await modal.fill({ goals: '写到一半' })
    await modal.close()
    await world().slack.idle()
    await rep.command('/plan')
    expect((await rep.modal()).values.goals?.text?.value).toBe('写到一半')
    await (await rep.modal()).close()
  })

  it('shows both versions to one whose edit was overtaken, and saves the second try', async () => {
    const { services, actors } = world()
    const [plan] = await plans()
    const rep = as('rep')
    await rep.command('/plan')
    const modal = await rep.modal()
    await modal.fill({ goals: '我的版本' })
    const { purpose } = await services.openForm(actors.rep, {
      kind: 'edit',
      recordId: plan?.id ?? '',
      action: 'edit',
    })
    const answers = { goals: '别处的版本', visits: [] }
    await services.submitForm(actors.rep, { purpose, answers, submissionKey: 'other', platform: 'web' })
    expect((await modal.submit()).outcome).toBe('updated')
    const both = await rep.modal()
    expect(both.words).toContain('现在是：别处的版本')
    expect(both.words).toContain('您填的：我的版本')
    expect(both.values.goals?.text?.value).toBe('我的版本')
    expect((await both.submit()).outcome).toBe('closed')
  })
})
