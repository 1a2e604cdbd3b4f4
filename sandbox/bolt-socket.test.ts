import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSocketWorld, type TinyWorld } from './testing/tiny-app.ts'

describe('a Bolt app over Socket Mode', () => {
  let world: TinyWorld
  const joined: string[] = []

  beforeAll(async () => {
    world = await startSocketWorld()
    world.app.command('/plan', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'plan',
          title: { type: 'plain_text', text: '周计划' },
          submit: { type: 'plain_text', text: '提交' },
          blocks: [
            {
              type: 'input',
              block_id: 'goal',
              label: { type: 'plain_text', text: '目标' },
              element: { type: 'plain_text_input', action_id: 'text' },
            },
          ],
        },
      })
    })
    world.app.command('/echo', ({ ack, command }) => ack(`听到 ${command.text}`))
    world.app.command('/slow', async () => undefined)
    world.app.view('plan', ({ ack }) => ack({ response_action: 'errors', errors: { goal: '太短' } }))
    world.app.event('member_joined_channel', async ({ event }) => {
      joined.push(`${event.user} ${event.channel}`)
    })
  })
  afterAll(() => world.close())
  beforeEach(() => world.client.reset())

  it('carries commands, their answers and modal errors through the socket', async () => {
    const chen = world.client.as('chen')
    await chen.command('/echo', '你好')
    expect((await chen.message({ ephemeral: true })).text).toBe('听到 你好')
    await chen.command('/plan')
    const modal = await (await chen.modal()).fill({ 目标: '三次拜访' })
    expect(await modal.submit()).toMatchObject({ outcome: 'errors', errors: { goal: '太短' } })
    const sent = await world.client.traffic.find({ method: 'view_submission' })
    expect(sent[0]).toMatchObject({ transport: 'socket', ok: true })
  })

  it('tells the person when the app does not acknowledge', async () => {
    const result = await world.client.as('chen').command('/slow')
    expect(result).toMatchObject({ userSees: '/slow 失败，错误为“operation_timeout”' })
  })

  it('delivers events and, after Slack asked to reconnect, delivers again', async () => {
    await world.client.as('song').join('#sales-qingxi')
    await world.client.as('han').join('#sales-qingxi')
    await expect.poll(() => joined).toEqual(['U0FPHAN001 C0FPQINGXI'])
    await world.client.faults.add({ on: 'socket', effect: 'disconnect-now' })
    await world.client.waitFor({ type: 'traffic', method: 'apps.connections.open', count: 1 })
    await world.client.waitFor({ type: 'connections', atLeast: 1 })
    await world.client.as('luo').join('#sales-qingxi')
    await expect.poll(() => joined).toEqual(['U0FPHAN001 C0FPQINGXI', 'U0FPLUO001 C0FPQINGXI'])
  })

  it('finds the app not running while nothing is connected', async () => {
    await world.client.faults.add({ on: 'socket', effect: 'refuse', times: null })
    await world.client.faults.add({ on: 'socket', effect: 'kill-now' })
    const result = await world.client.as('chen').command('/echo', 'x')
    expect(result).toMatchObject({ userSees: '/echo 失败，错误为“dispatch_failed”' })
    await world.client.faults.clear()
    await world.client.waitFor({ type: 'connections', atLeast: 1 })
    expect((await world.client.as('chen').command('/echo', 'x')).outcome).toBe('acked')
  })
})
