import type { types } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { patienceMs } from './control/wait-until.ts'
import { startHttpWorld, type TinyWorld } from './testing/tiny-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const input = (label: string, element: object, more: object = {}) =>
  ({ type: 'input', block_id: label, label: plain(label), element, ...more }) as types.KnownBlock

const everything: types.View = {
  type: 'modal',
  callback_id: 'all',
  title: plain('全部'),
  submit: plain('提交'),
  blocks: [
    input('文字', { type: 'plain_text_input', action_id: 'a', initial_value: '已有' }),
    input('数字', {
      type: 'number_input',
      action_id: 'a',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '9',
    }),
    input('日期', { type: 'datepicker', action_id: 'a' }),
    input('时间', { type: 'timepicker', action_id: 'a' }),
    input('种类', {
      type: 'static_select',
      action_id: 'a',
      options: [option('拜访', 'visit'), option('电话', 'call')],
    }),
    input('多选', {
      type: 'multi_static_select',
      action_id: 'a',
      options: [option('甲', '1'), option('乙', '2')],
    }),
    input('勾选', { type: 'checkboxes', action_id: 'a', options: [option('一', '1'), option('二', '2')] }),
    input('单选', { type: 'radio_buttons', action_id: 'a', options: [option('是', 'y'), option('否', 'n')] }),
    input('同事', { type: 'users_select', action_id: 'a' }),
    input('频道', { type: 'conversations_select', action_id: 'a' }),
    input('文件', { type: 'file_input', action_id: 'a', max_files: 1 }),
    input(
      '触发',
      { type: 'static_select', action_id: 'b', options: [option('加一行', 'more')] },
      { dispatch_action: true, optional: true },
    ),
  ],
}

describe('acting as a person', () => {
  let world: TinyWorld
  let web: WebClient
  let submitted: Record<string, unknown> = {}
  const pressed: unknown[] = []
  const failures: string[] = []

  beforeAll(async () => {
    world = await startHttpWorld({ ackTimeoutMs: patienceMs, triggerLifetimeMs: patienceMs })
    web = world.app.client
    world.app.command('/all', async ({ ack, body, client }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: everything })
    })
    world.app.view('all', async ({ ack, view }) => {
      submitted = view.state.values
      await ack()
    })
    world.app.action(/.*/, async ({ ack, action, body, client }) => {
      pressed.push(action)
      await ack()
      if (
        body.type === 'block_actions' &&
        body.view?.type === 'modal' &&
        'action_id' in action &&
        action.action_id === 'deeper'
      ) {
        await client.views
          .push({ trigger_id: body.trigger_id, view: stacked })
          .catch((error) => failures.push(String(error)))
      }
    })
    world.app.shortcut('help', async ({ ack }) => ack())
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    pressed.length = 0
  })

  it('fills every kind of element and submits what Slack would send', async () => {
    const chen = world.client.as('chen')
    const file = await chen.upload('note.txt', '备注')
    await chen.command('/all')
    const modal = await chen.modal()
    await modal.fill({
      文字: '新的',
      数字: 3,
      日期: '2026-11-20',
      时间: '09:30',
      种类: '电话',
      多选: ['1', '乙'],
      勾选: ['二'],
      单选: 'y',
      同事: 'lin',
      频道: '#sales-all',
      文件: [file.id],
    })
    expect(await modal.submit()).toMatchObject({ outcome: 'closed' })
    expect(submitted).toMatchObject({
      文字: { a: { value: '新的' } },
      数字: { a: { value: '3' } },
      日期: { a: { selected_date: '2026-11-20' } },
      时间: { a: { selected_time: '09:30' } },
      种类: { a: { selected_option: { value: 'call' } } },
      多选: { a: { selected_options: [{ value: '1' }, { value: '2' }] } },
      勾选: { a: { selected_options: [{ value: '2' }] } },
      单选: { a: { selected_option: { value: 'y' } } },
      同事: { a: { selected_user: 'U0FPLIN001' } },
      频道: { a: { selected_conversation: 'C0FPSALES1' } },
      文件: { a: { files: [{ id: file.id, name: 'note.txt' }] } },
      触发: { b: { selected_option: null } },
    })
  })

  it('sends block_actions from an input only when it dispatches', async () => {
    const chen = world.client.as('chen')
    await chen.command('/all')
    const modal = await chen.modal()
    expect((await modal.choose('种类', '拜访')).outcome).toBe('local')
    expect((await modal.choose('触发', 'more')).outcome).toBe('acked')
    expect(pressed).toMatchObject([{ action_id: 'b', selected_option: { value: 'more' } }])
  })

  it('lets nobody choose what is not offered, and says what is', async () => {
    const chen = world.client.as('chen')
    await chen.command('/all')
    const modal = await chen.modal()
    await expect(modal.fill({ 种类: '开会' })).rejects.toThrow('no_such_option')
    await expect(modal.fill({ 没有: 'x' })).rejects.toThrow(/no_such_target.*"label":"文字"/)
    await expect(modal.fill({ a: 'x' })).rejects.toThrow('ambiguous_target')
    await modal.fill({ 数字: 12 })
    expect((await modal.submit()).errors.数字).toBe('请输入不大于 9 的数字。')
  })

  it('stacks three modals and no fourth', async () => {
    const chen = world.client.as('chen')
    await chen.command('/all')
    const first = await chen.modal()
    await web.views.update({ view_id: first.viewId, view: stacked })
    for (const depth of [2, 3]) {
      await (await chen.modal({ title: '堆叠' })).press('再来一层')
      await chen.modal({ title: '堆叠', depth })
    }
    const { view } = await chen.modal({ depth: 3 })
    expect(view).toMatchObject({ root_view_id: first.viewId })
    await (await chen.modal({ depth: 3 })).press('再来一层')
    await world.client.waitFor({ type: 'traffic', method: 'views.push', error: 'push_limit_reached' })
    expect(failures).toEqual([expect.stringContaining('push_limit_reached')])
    const top = await chen.modal({ depth: 3 })
    await top.close()
    expect(await chen.modals()).toHaveLength(2)
    await (await chen.modal({ depth: 2 })).close({ all: true })
    await chen.noModal()
  })

  it('shows each person only the conversations they are in, with what is unread', async () => {
    await web.chat.postMessage({ channel: 'C0FPNANWAN', text: '摘要' })
    const own = await world.client.as('chen').conversations()
    expect(own[0]).toMatchObject({ title: '#sales-nanwan', unread: 1, lastText: '摘要' })
    expect(own.map(({ name }) => name)).not.toContain('leads-private')
    await expect(world.client.as('gu').messages('#sales-nanwan')).rejects.toThrow('not_a_member')
  })

  it('waits for what is new, not for what was there', async () => {
    const chen = world.client.as('chen')
    await web.chat.postMessage({ channel: 'U0FPCHEN01', text: '提醒' })
    const afterSeq = await world.client.seq()
    await expect(chen.message({ contains: '提醒', afterSeq, timeoutMs: 50 })).rejects.toThrow('timed_out')
    const waiting = chen.message({ contains: '提醒', afterSeq })
    const { ts } = await web.chat.postMessage({ channel: 'U0FPCHEN01', text: '提醒' })
    expect((await waiting).ts).toBe(ts)
  })

  it('runs the shortcuts the app has', async () => {
    await world.client.app.configure({ shortcuts: [{ callbackId: 'help', name: '帮助' }] })
    expect(await world.client.as('chen').shortcut('help')).toMatchObject({ outcome: 'acked' })
    await expect(world.client.as('chen').shortcut('other')).rejects.toThrow('no_such_shortcut')
  })

  it('keeps a thread together, with mentions as Slack encodes them', async () => {
    const parent = await world.client.as('lin').say('谁去 A&B?', { channel: '#sales-nanwan' })
    await parent.reply('@chen 你去')
    const thread = await (await parent.again()).thread()
    expect(thread.map(({ text }) => text)).toEqual(['谁去 A&amp;B?', '<@U0FPCHEN01> 你去'])
  })
})

const stacked: types.View = {
  type: 'modal',
  title: plain('堆叠'),
  blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('再来一层') }] }],
}
