import { describe, expect, it } from 'vitest'
import { MalformedDelivery, readDelivery } from './read-delivery.ts'

const modal = {
  id: 'V1',
  hash: '1.x',
  type: 'modal',
  callback_id: 'form',
  private_metadata: '{}',
  title: { type: 'plain_text', text: '周计划' },
  submit: null,
  blocks: [{ type: 'input', block_id: 'goals', element: { type: 'plain_text_input', action_id: 'text' } }],
  state: {
    values: {
      goals: { text: { type: 'plain_text_input', value: '目标' } },
      kind: { one: { type: 'static_select', selected_option: { text: {}, value: 'a' } } },
      days: { many: { type: 'checkboxes', selected_options: [{ value: 'b' }] } },
    },
  },
}
const who = { user: { id: 'U1', username: 'rep' }, team: { id: 'T1', domain: 'x' } }
const samples = {
  event: {
    type: 'event_callback',
    event: { type: 'message', user: 'U1', channel: 'D1', ts: '1.2', text: 'x' },
  },
  home: { event: { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '1.2' } },
  command: { command: '/log', text: '', user_id: 'U1', trigger_id: '1.2', team_id: 'T1' },
  view_submission: { ...who, type: 'view_submission', view: modal },
  view_closed: { ...who, type: 'view_closed', view: modal, is_cleared: false },
  block_suggestion: { ...who, type: 'block_suggestion', action_id: 'find:x', block_id: 'b', value: '南' },
  block_actions: {
    ...who,
    type: 'block_actions',
    trigger_id: '1.2',
    container: { type: 'message', channel_id: 'C1', message_ts: '1.2', is_ephemeral: false },
    actions: [
      {
        type: 'button',
        action_id: 'press:0',
        block_id: 'b',
        action_ts: '1.2',
        value: '["show","x"]',
        text: { type: 'plain_text', text: '查看', emoji: true },
      },
    ],
  },
}

/** Where it was refused; undefined when it was read. */
function findFault(body: unknown): string | undefined {
  try {
    readDelivery(body)
    return undefined
  } catch (error) {
    if (error instanceof MalformedDelivery) return `${error.about} ${error.at.join(' ')}`.trim()
    throw error
  }
}

describe('a delivery of Slack’s', () => {
  it.each(Object.values(samples))('is read with all that Slack adds: %#', (body) => {
    const added = { ...body, api_app_id: 'A1', of_tomorrow: [{ x: 1 }] }
    expect(readDelivery(added).body).toEqual(added)
  })

  const { event, home, command, view_submission: submission, block_actions: press } = samples
  const filled = (values: unknown) => ({ ...submission, view: { ...modal, state: { values } } })
  it.each([
    ['text', 'unknown'],
    [null, 'unknown'],
    [[], 'unknown'],
    [{ type: 'constructor' }, 'unknown'],
    [{ ...event, event: 'message' }, 'event event'],
    [{ ...event, event: { ...event.event, channel: null } }, 'event event.channel'],
    [{ ...event, event: { ...event.event, text: {} } }, 'event event.text'],
    [{ event: { type: 'message', user: 'U1', channel: 'D1' } }, 'event'],
    [{ ...event, event: { ...event.event, channel_type: 'im', user: undefined } }, 'event event'],
    [{ event: { ...home.event, user: { id: 'U1' } } }, 'event event.user'],
    [{ event: { ...home.event, view: { private_metadata: 1 } } }, 'event event.view.private_metadata'],
    [{ event: { type: 'user_change', user: 'U1', event_ts: '1' } }, 'event event.user'],
    [{ ...command, command: ['/log', '/plan'] }, 'command command'],
    [{ ...command, text: ['a', 'b'] }, 'command text'],
    [{ ...command, user_id: undefined }, 'command user_id'],
    [{ ...submission, user: null }, 'view_submission user'],
    [{ ...submission, view: { ...modal, private_metadata: {} } }, 'view_submission view.private_metadata'],
    [{ ...submission, view: { ...modal, blocks: [{ type: 'input' }] } }, 'view_submission view.blocks.0'],
    [filled([]), 'view_submission view.state.values'],
    [filled({ 患者李四: null }), 'view_submission view.state.values'],
    [filled({ goals: { text: { value: 3 } } }), 'view_submission view.state.values'],
    [filled({ a: { one: { selected_option: 'x' } } }), 'view_submission view.state.values'],
    [filled({ a: { many: { selected_options: [null] } } }), 'view_submission view.state.values'],
    [{ ...press, actions: [] }, 'block_actions actions.0'],
    [{ ...press, actions: [{ ...press.actions[0], value: 1 }] }, 'block_actions actions.0.value'],
    [{ ...press, container: { type: 'message' } }, 'block_actions container.channel_id container.message_ts'],
    [{ ...samples.block_suggestion, value: undefined }, 'block_suggestion value'],
    [{ ...samples.view_closed, view: undefined }, 'view_closed view'],
  ])('of another shape is refused, and its content not named: %#', (body, fault) => {
    expect(findFault(body)).toBe(fault)
  })

  it('brings no prototype along', () => {
    const values = JSON.parse('{"__proto__":{"text":{"value":"x"}},"goals":{"__proto__":{"value":"x"}}}')
    const read = readDelivery({ ...filled(values) })
    expect(read.about === 'view_submission' && read.body.view.state.values).toEqual({ goals: {} })
  })
})
