import { afterEach, describe, expect, it } from 'vitest'
import { sendForm } from '../support/browser-form.ts'
import { openBrowser } from './support/browser.ts'
import { fileRecord } from './support/file-record.ts'
import { tellPlanStory } from './support/plan-story.ts'
import { answerSafely, giveNotice } from './support/refer.ts'
import { useWorld } from './world.ts'

const wxwork = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh'

/** Nothing that somebody is in the middle of may stand in one process: the next step comes to the other. */
describe('two processes behind a balancer without sticky sessions', () => {
  const world = useWorld('postgresql', { team: 'mixed', isBalanced: true, without: ['清溪二组'] })
  const person = (handle: string) => world().person(handle)
  const balancer = () => world().balancer as NonNullable<ReturnType<typeof world>['balancer']>
  let before: readonly number[] = [0, 0]
  /** Both have worked since the last test, however little it was. */
  afterEach(() => {
    const now = [...balancer().answered]
    for (const [n, count] of now.entries()) expect(count).toBeGreaterThan(before[n] ?? 0)
    before = now
  })

  it('keep forms, cards and what was asked in words: a plan from its first line to its approval', () =>
    tellPlanStory(person('chen'), person('lin')))

  it('keep a login that is under way, its session and the token of its forms', async () => {
    await world().wecom.holdPhone('chen')
    const chen = openBrowser(world().url, wxwork)
    const page = await chen.get('/new/leave')
    expect([page.status, page.path]).toEqual([200, '/new/leave'])
    // Saved by one, found by the other, whichever is asked.
    const typed = sendForm(page.body, { reason: '探望父母' })
    expect((await chen.post('/drafts', typed)).status).toBe(204)
    for (const _ of [1, 2]) expect((await chen.get('/new/leave')).body).toContain('探望父母')
    const answers = { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-23' }
    const saved = await (await chen.get('/new/leave')).send(answers)
    expect([saved.status, saved.body]).toEqual([200, expect.stringContaining('探望父母')])
    expect((await chen.get('/new/leave')).body).not.toContain('探望父母')
    await person('lin').awaitsButton('批准', '请假 LV-', '探望父母')
  })

  it('keep the link to a safe page, which is good once whoever is asked', async () => {
    const number = await giveNotice(person('chen'))
    await world().wecom.holdPhone('chen')
    const named = await answerSafely(
      world().url,
      await person('chen').awaitsButton('填写患者身份', number),
      '填写患者身份',
      { patientName: '孟晓棠', patientPhone: '139 0000 1234' },
    )
    expect([named.status, named.body]).toEqual([200, expect.stringContaining('已填写（保密）')])
    const card = await person('luo').awaitsButton('确认到院', number, '已填写 2 项')
    const link = await card.link('确认到院')
    const form = await openBrowser(world().url).open(link)
    const saved = await form.send({ arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' })
    expect(saved.status).toBe(200)
    await person('chen').awaits(number, '已到院')
    const late = openBrowser(world().url)
    for (const _ of [1, 2]) expect((await late.open(link)).status).toBe(410)
  })

  it('take what arrives at both of them at once for one', async () => {
    balancer().repeat((path) => path.startsWith('/slack/') || path.startsWith('/wecom/') || path === '/forms')
    await fileRecord(person('chen'), '周报', { 本周小结: '两处都到' })
    await (await (await person('lin').awaitsButton('批阅', '两处都到')).asks('批阅')).send()
    await person('chen').awaits('周报', '两处都到', '已批阅')
    await fileRecord(person('lin'), '请假', {
      类型: '年假',
      开始日期: '2026-11-24',
      结束日期: '2026-11-24',
      事由: '也是两次',
    })
    await world().wecom.holdPhone('xu')
    const page = await openBrowser(world().url, wxwork).get('/new/leave')
    const leave = { kind: 'annual', fromDay: '2026-11-25', toDay: '2026-11-25', reason: '页面两次' }
    expect((await page.send(leave)).status).toBe(200)
    balancer().repeat(() => false)

    for (const words of ['两处都到', '也是两次', '页面两次']) {
      await person('lin').awaits(words)
      expect([words, (await person('lin').told(words)).length]).toEqual([words, 1])
    }
  })
})
