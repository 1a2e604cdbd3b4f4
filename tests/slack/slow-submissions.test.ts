import { describe, expect, it } from 'vitest'
import { createGate } from '../support/gate.ts'
import { useSlackWorld } from './slack-world.ts'

describe('a submission that takes longer than Slack waits', () => {
  const world = useSlackWorld({ answerWithinMs: 500 })
  const as = (handle: string) => world().slack.as(handle)
  const openPlan = async (handle: string, goals: string) => {
    await as(handle).command('/plan')
    return (await as(handle).modal()).fill({ goals })
  }

  it('is answered “still working” in time, and then how it ended', async () => {
    const { services } = world()
    const real = services.submitForm
    const slow = createGate()
    services.submitForm = async (...args) => {
      await slow.opened
      return real(...args)
    }
    const modal = await openPlan('colleague', '慢慢保存')
    expect((await modal.submit()).outcome).toBe('updated')
    expect((await as('colleague').modal({ contains: '正在处理' })).words).toContain('已收到并保存')
    slow.open()
    await as('colleague').modal({ contains: '已提交周计划' })
    await (await as('colleague').modal({ contains: '已提交周计划' })).close()
  })

  it('and is refused in the end comes back with what was typed', async () => {
    const { services } = world()
    const slow = createGate()
    services.submitForm = async () => {
      await slow.opened
      throw new Error('boom')
    }
    const modal = await openPlan('rep', '又慢又失败')
    await modal.submit()
    slow.open()
    const back = await as('rep').modal({ hasInput: true })
    expect(back.values.goals?.text?.value).toBe('又慢又失败')
    await back.close()
  })
})
