import { describe, expect, it, vi } from 'vitest'
import { patience } from '../support/patience.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const as = (handle: string) => world().slack.as(handle)

describe('Home', () => {
  it('is drawn when it is opened', async () => {
    await as('rep').openHome()
    const home = await as('rep').home({ contains: '陈小满' })
    for (const label of ['周计划', '周报', '日志', '转诊通知', '请假'])
      expect(home.words.split('\n').filter((line) => line === label)).toEqual([label])
    await home.press('日志')
    const modal = await as('rep').modal()
    expect(modal.words).toContain('时长')
    await modal.close()
  })

  it('turns the pages of each section and remembers them', async () => {
    const { services, slack } = world()
    services.readHome = async (_, { pages } = {}) => ({
      greeting: '您好',
      sections: [{ id: 'duties', heading: '待办', items: [], pages: { page: pages?.duties ?? 1, of: 3 } }],
    })
    await as('supervisor').openHome()
    const home = await as('supervisor').home({ contains: '第 1 / 3 页' })
    await home.press('下一页')
    await as('supervisor').home({ contains: '第 2 / 3 页' })
    await slack.idle()
    await as('supervisor').openHome()
    await slack.idle()
    expect((await as('supervisor').home()).words).toContain('第 2 / 3 页')
  })
})

describe('Home behind a modal', () => {
  const fileLeave = async (submissionKey: string) => {
    const { services, actors } = world()
    const { recordId } = await services.submitForm(actors.rep, {
      purpose: { kind: 'file', type: 'leave' },
      answers: { kind: 'annual', fromDay: '2026-11-26', toDay: '2026-11-26' },
      submissionKey,
      platform: 'web',
    })
    const { number } = await world().office.store.db.record.findUniqueOrThrow({ where: { id: recordId } })
    return number
  }
  const openHome = async (number: string) => {
    await as('supervisor').openHome()
    const home = await as('supervisor').home({ contains: number })
    await home.press('打开')
    return as('supervisor').modal({ contains: number })
  }
  const homeWithout = async (number: string) => {
    await vi.waitFor(
      async () => expect((await as('supervisor').home()).words).not.toContain(number),
      patience,
    )
  }

  it('is drawn anew when something is decided in the modal', async () => {
    const number = await fileLeave('home-approve')
    const modal = await openHome(number)
    await modal.press('批准')
    await homeWithout(number)
    const decided = await as('supervisor').modal({ contains: '已批准' })
    await decided.close({ all: true })
  })

  it('is drawn anew when the decision asks for a reason', async () => {
    const number = await fileLeave('home-return')
    const modal = await openHome(number)
    await modal.press('退回')
    const form = await as('supervisor').modal()
    await form.fill({ why: '请换一天' })
    // With the card below it, which shows how things stood before.
    expect((await form.submit()).outcome).toBe('cleared')
    await homeWithout(number)
  })

  it('is left alone by a modal that came from elsewhere', async () => {
    const number = await fileLeave('home-message')
    await as('supervisor').openHome()
    await as('supervisor').home({ contains: number })
    await world().deliver()
    const drawn = (await world().slack.traffic.calls('views.publish')).length
    const card = await as('supervisor').message({ contains: number })
    await card.press('批准')
    await world().slack.idle()
    expect(await world().slack.traffic.calls('views.publish')).toHaveLength(drawn)
  })
})
