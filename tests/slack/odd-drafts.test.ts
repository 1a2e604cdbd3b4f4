import { beforeEach, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const as = (handle: string) => world().slack.as(handle)
const plan: FormPurpose = { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' }
const keep = (purpose: FormPurpose, answers: Answers) =>
  world().services.saveDraft(world().actors.rep, { purpose, answers })
beforeEach(async () => void (await world().office.store.db.draft.deleteMany()))

/** A draft that came by the API or a page may hold what no picker of Slack's takes. */
describe('a draft that Slack cannot show as it is', () => {
  it('opens with a day that does not exist as text, to be put right', async () => {
    await keep({ kind: 'file', type: 'leave' }, { kind: 'sick', fromDay: '2026-02-30' })
    await as('rep').command('/fieldpost', '请假')
    const modal = await as('rep').modal({ hasInput: true })
    expect(modal.values.fromDay?.text?.value).toBe('2026-02-30')
    await modal.close()
  })

  it('shows as many lines as there may be, and says what stood in the others', async () => {
    const visits = Array.from({ length: 17 }, (_, at) => ({ customer: null, purpose: `第${at + 1}件事` }))
    await keep(plan, { goals: '目标', visits })
    await as('rep').command('/plan')
    const modal = await as('rep').modal({ hasInput: true })
    const shown = Object.values(modal.values).flatMap((input) => input.text?.value ?? [])
    expect(shown).toContain('第15件事')
    expect(shown).not.toContain('第16件事')
    expect(modal.words).toContain('共多出 2 行')
    expect(modal.words).toMatch(/第16件事[\s\S]*第17件事/)
    await modal.close()
  })

  it('names a customer that is too long to be chosen, also out of a typed line', async () => {
    const name = `${'仁爱康复中心附属第二'.repeat(20)}医院`
    await as('rep').command('/log', `今天拜访${name} 30分钟`)
    await world().slack.idle()
    await world().deliver()
    await (await as('rep').message({ contains: '仁爱' })).press('修改')
    const modal = await as('rep').modal({ hasInput: true })
    expect(modal.words).toContain(`这个名称太长，没有填进去，请重新查找：${name}`)
    await modal.close()
  })

  it('says what is missing at the end of a text that is too long', async () => {
    await keep(plan, { goals: `${'长'.repeat(3000)}尾巴` })
    await as('rep').command('/plan')
    const modal = await as('rep').modal({ hasInput: true })
    expect(modal.words).toContain('后面的没有放进来：尾巴')
    await modal.close()
  })

  it('leaves the form open to be filled in when Slack refuses the window, and says so', async () => {
    await keep(plan, { goals: '填不进去的' })
    const refusal = { on: 'api', effect: 'error', error: 'invalid_arguments', times: 1 } as const
    await world().slack.faults.add({ ...refusal, method: 'views.update' })
    await as('rep').command('/plan')
    const modal = await as('rep').modal({ hasInput: true })
    expect(modal.words).toContain('先前填写的内容放不进这个窗口')
    expect(modal.values.goals?.text?.value ?? null).toBeNull()
    await modal.close()
  })
})
