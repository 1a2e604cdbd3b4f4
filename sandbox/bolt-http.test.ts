import type { types } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startHttpWorld, type TinyWorld } from './testing/tiny-app.ts'

const form = (title: string): types.View => ({
  type: 'modal',
  callback_id: 'plan',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: '提交' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'goal',
      label: { type: 'plain_text', text: '本周目标' },
      element: { type: 'plain_text_input', action_id: 'text', multiline: true, min_length: 2 },
    },
    {
      type: 'input',
      block_id: 'customer',
      optional: true,
      label: { type: 'plain_text', text: '客户' },
      element: { type: 'external_select', action_id: 'customer', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'day',
      optional: true,
      label: { type: 'plain_text', text: '日期' },
      element: { type: 'datepicker', action_id: 'day' },
    },
  ],
})

describe('a Bolt app over HTTP', () => {
  let world: TinyWorld
  const submitted: unknown[] = []
  let answer: 'close' | 'errors' | 'wrong-errors' | 'update' | 'push' | 'clear' | 'late' = 'close'

  beforeAll(async () => {
    world = await startHttpWorld()
    const { app } = world
    app.command('/plan', async ({ ack, client, body }) => {
      await ack()
      const loading: types.View = {
        type: 'modal',
        title: { type: 'plain_text', text: '请稍候' },
        blocks: [],
      }
      const { view } = await client.views.open({ trigger_id: body.trigger_id, view: loading })
      await client.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: form('周计划') })
    })
    app.command('/echo', async ({ ack, command }) => ack(`${command.text} in ${command.channel_name}`))
    app.command('/slow', async () => undefined)
    app.command('/follow', async ({ ack, respond }) => {
      await ack()
      for (const text of ['1', '2', '3', '4', '5']) await respond(text)
      await respond('6').catch(() => respond.toString())
    })
    app.view('plan', async ({ ack, view }) => {
      submitted.push(view.state.values)
      if (answer === 'errors') await ack({ response_action: 'errors', errors: { goal: '请写具体一些' } })
      else if (answer === 'wrong-errors') await ack({ response_action: 'errors', errors: { nothing: 'x' } })
      else if (answer === 'update') await ack({ response_action: 'update', view: form('再看一遍') })
      else if (answer === 'push') await ack({ response_action: 'push', view: form('第二层') })
      else if (answer === 'clear') await ack({ response_action: 'clear' })
      else if (answer === 'close') await ack()
    })
    app.options('customer', async ({ ack, options }) => {
      const names = ['南湾市第一人民医院', '南湾市妇幼保健院', '清溪县人民医院'].filter((name) =>
        name.includes(options.value),
      )
      await ack({
        options: names.map((name, i) => ({ text: { type: 'plain_text', text: name }, value: `c${i}` })),
      })
    })
    app.action('approve', async ({ ack, respond, action }) => {
      await ack()
      const value = 'value' in action ? action.value : ''
      await respond({ text: `已批准 ${value}`, replace_original: true })
    })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    submitted.length = 0
    answer = 'close'
  })

  it('opens a modal from a command, takes what is filled in and closes on an empty 200', async () => {
    const chen = world.client.as('chen')
    expect(await chen.command('/plan')).toMatchObject({ outcome: 'acked', userSees: null })
    const modal = await chen.modal()
    expect(modal.title).toBe('周计划')
    await modal.fill({ 本周目标: '拜访南湾一院', 客户: '清溪', day: '2026-11-23' })
    expect(await modal.submit()).toMatchObject({ outcome: 'closed', modals: [] })
    expect(submitted).toEqual([
      {
        goal: { text: { type: 'plain_text_input', value: '拜访南湾一院' } },
        customer: {
          customer: {
            type: 'external_select',
            selected_option: { text: { type: 'plain_text', text: '清溪县人民医院' }, value: 'c0' },
          },
        },
        day: { day: { type: 'datepicker', selected_date: '2026-11-23' } },
      },
    ])
  })

  it.each([
    ['chen', '请填写此必填字段。', '请至少输入 2 个字符。'],
    ['lu', 'Please complete this required field.', 'Please enter at least 2 characters.'],
  ])('lets the client of %s refuse what is missing or too short, without asking the app', async (...each) => {
    const [handle, missing, tooShort] = each
    const person = world.client.as(handle)
    await person.command('/plan')
    const modal = await person.modal()
    expect(await modal.submit()).toMatchObject({ outcome: 'incomplete', errors: { goal: missing } })
    await modal.fill({ goal: '一' })
    expect(await modal.submit()).toMatchObject({ outcome: 'incomplete', errors: { goal: tooShort } })
    expect(submitted).toEqual([])
  })

  it.each([
    ['errors', { outcome: 'errors', errors: { goal: '请写具体一些' } }],
    ['wrong-errors', { outcome: 'trouble', userSees: '连接出现问题。要重试吗？' }],
    ['update', { outcome: 'updated' }],
    ['push', { outcome: 'pushed' }],
    ['clear', { outcome: 'cleared', modals: [] }],
    ['late', { outcome: 'trouble', delivery: { error: 'timeout' } }],
  ] as const)('answers a submission with %s as Slack does', async (how, expected) => {
    const chen = world.client.as('chen')
    await chen.command('/plan')
    const modal = await (await chen.modal()).fill({ goal: '完成三次拜访' })
    answer = how
    const result = await modal.submit()
    expect(result).toMatchObject(expected)
    if (how === 'late' || how === 'errors' || how === 'wrong-errors') {
      expect(result.modals[0]?.values.goal?.text?.value).toBe('完成三次拜访')
    }
    if (how === 'push') expect(result.modals).toHaveLength(2)
    // Under the same ids what was typed stays.
    if (how === 'update') expect(result.modals[0]?.values.goal?.text?.value).toBe('完成三次拜访')
  })

  it('shows the answer of a command to that person only', async () => {
    await world.client.as('lin').command('/echo', '你好', { channel: '#sales-nanwan' })
    const seen = await world.client.as('lin').messages('#sales-nanwan')
    expect(seen.map(({ text, ephemeral }) => [text, ephemeral])).toEqual([['你好 in sales-nanwan', true]])
    expect(await world.client.as('chen').messages('#sales-nanwan')).toEqual([])
  })

  it('tells the person when a command is not acknowledged, unknown, or typed in a thread', async () => {
    const lu = world.client.as('lu')
    expect((await lu.command('/slow')).userSees).toBe('/slow failed with the error "operation_timeout"')
    expect((await lu.command('/nothing')).userSees).toContain('/nothing failed with the error')
    const parent = await lu.say('hello', { channel: '#sales-all' })
    const inThread = await lu.command('/plan', '', { channel: '#sales-all', threadTs: parent.ts })
    expect(inThread.userSees).toBe('/plan is not supported in threads. Sorry!')
    const notice = await lu.message({ contains: 'operation_timeout', ephemeral: true })
    expect(notice.notice).toBe(true)
  })

  it('takes five answers through a response_url and no sixth', async () => {
    const lin = world.client.as('lin')
    await lin.command('/follow')
    await lin.message({ contains: '5' })
    await world.client.idle()
    expect((await lin.messages()).map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5'])
    const last = (await world.client.traffic.find({ kind: 'response_url' })).at(-1)
    expect(last).toMatchObject({ httpStatus: 404, response: '{"ok":false,"error":"used_url"}' })
  })

  it('presses a button on a card and sees it replaced', async () => {
    const { client } = world.app
    const lin = world.client.as('lin')
    await client.chat.postMessage({
      channel: 'U0FPLIN001',
      text: '待批准',
      blocks: [
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              action_id: 'approve',
              text: { type: 'plain_text', text: '批准' },
              value: 'WP-1',
            },
          ],
        },
      ],
    })
    const card = await lin.message({ withAction: '批准' })
    expect(await card.press('批准')).toMatchObject({ outcome: 'acked' })
    const after = await lin.message({ contains: '已批准 WP-1' })
    expect(after.ts).toBe(card.ts)
    expect(after.blocks).toBeUndefined()
  })

  it('refuses a trigger that is three seconds old, and one used twice', async () => {
    let trigger = ''
    world.app.command('/keep', async ({ ack, body }) => {
      trigger = body.trigger_id
      await ack()
    })
    const { client } = world.app
    const view = form('周计划')
    await world.client.as('lin').command('/keep')
    await world.client.clock.advance(3100)
    await expect(client.views.open({ trigger_id: trigger, view })).rejects.toThrow('expired_trigger_id')
    await world.client.as('lin').command('/keep')
    await client.views.open({ trigger_id: trigger, view })
    await expect(client.views.open({ trigger_id: trigger, view })).rejects.toThrow('exchanged_trigger_id')
  })

  it('guards updates by hash and answers not_found once the modal is closed', async () => {
    const { client } = world.app
    const lin = world.client.as('lin')
    await lin.command('/plan')
    const modal = await lin.modal()
    const update = (hash?: string) =>
      client.views.update({ view_id: modal.viewId, view: form('新'), ...(hash ? { hash } : {}) })
    await expect(update('0.stale')).rejects.toThrow('hash_conflict')
    await update(modal.view.hash)
    await modal.close()
    await expect(update()).rejects.toThrow('not_found')
    expect((await world.client.traffic.find({ method: 'view_closed' })).length).toBe(1)
  })

  it('uploads a file through files.uploadV2 and shares it in a channel', async () => {
    await world.app.client.files.uploadV2({
      channel_id: 'C0FPNANWAN',
      filename: 'ranking.png',
      title: '排行榜',
      alt_text: '本周排行',
      initial_comment: '本周排行榜',
      file: Buffer.from('not really a picture'),
    })
    const shared = await world.client.as('chen').message({ channel: '#sales-nanwan', contains: '本周排行榜' })
    const [file] = shared.files ?? []
    expect(file).toMatchObject({
      name: 'ranking.png',
      title: '排行榜',
      mimetype: 'image/png',
      alt_txt: '本周排行',
    })
    expect((await world.client.fileContent(file?.id ?? '')).toString()).toBe('not really a picture')
    const info = await world.app.client.files.info({ file: file?.id ?? '' })
    expect(info.file?.shares?.public?.C0FPNANWAN?.[0]?.ts).toBe(shared.ts)
  })

  it('verifies the events URL as Slack does', async () => {
    expect(await world.client.app.verifyUrl()).toEqual({ ok: true, httpStatus: 200, challengeEchoed: true })
  })
})
