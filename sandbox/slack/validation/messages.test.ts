import { describe, expect, it } from 'vitest'
import { SlackError } from '../slack-error.ts'
import { readMessage } from './messages.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const button = (more: object = {}) => ({ type: 'button', action_id: 'go', text: plain('去'), ...more })
const option = (n: number) => ({ text: plain(`选项 ${n}`), value: `v${n}` })
const options = (count: number) => Array.from({ length: count }, (_, n) => option(n))
const select = (more: object) => ({ type: 'static_select', action_id: 's', ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const section = (more: object) => ({ type: 'section', ...more })
const chars = (count: number) => 'x'.repeat(count)

function refusal(blocks: unknown): { error: string; messages: string[] } {
  try {
    readMessage({ text: 'x', blocks }, ({ id }) => id === 'F0PICTURE')
  } catch (error) {
    if (error instanceof SlackError) return { error: error.error, messages: error.messages }
    throw error
  }
  return { error: 'none', messages: [] }
}

describe('blocks of a message', () => {
  it('accepts every documented limit exactly', () => {
    const blocks = [
      { type: 'header', text: plain(chars(150)), block_id: chars(255) },
      section({ text: { type: 'mrkdwn', text: chars(3000) } }),
      section({
        fields: Array.from({ length: 10 }, () => plain('两千')),
        accessory: button({ value: chars(2000) }),
      }),
      { type: 'context', elements: Array.from({ length: 10 }, () => plain('x')) },
      actions(
        ...Array.from({ length: 25 }, (_, n) => button({ action_id: `a${n}`, text: plain(chars(75)) })),
      ),
      actions(select({ options: options(100), initial_option: option(3) })),
      actions({ type: 'overflow', action_id: 'o', options: options(5) }),
      { type: 'image', slack_file: { id: 'F0PICTURE' }, alt_text: '排行榜', title: plain('排行') },
      { type: 'table', rows: Array.from({ length: 100 }, () => [{ type: 'raw_text', text: '陈小满' }]) },
      { type: 'divider' },
    ]
    expect(refusal(blocks)).toEqual({ error: 'none', messages: [] })
  })

  it.each([
    ['an unknown block', [{ type: 'hero' }], 'unsupported type: hero [json-pointer:/blocks/0/type]'],
    ['a block without type', [{ text: 'x' }], 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'an unknown field',
      [{ type: 'divider', text: 'x' }],
      'invalid additional property: text [json-pointer:/blocks/0]',
    ],
    ['a section of nothing', [section({})], 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
    [
      'a long section',
      [section({ text: plain(chars(3001)) })],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty text',
      [section({ text: plain('') })],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long button',
      [actions(button({ text: plain(chars(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a mrkdwn button',
      [actions(button({ text: { type: 'mrkdwn', text: 'x' } }))],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/text/type]',
    ],
    [
      'a grey button',
      [actions(button({ style: 'default' }))],
      'must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      '26 buttons',
      [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '101 options',
      [actions(select({ options: options(101) }))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'options and groups',
      [actions(select({}))],
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an initial option not offered',
      [actions(select({ options: options(2), initial_option: option(9) }))],
      'initial_option must exactly match one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'a long option value',
      [actions(select({ options: [{ text: plain('x'), value: chars(151) }] }))],
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'two equal option values',
      [actions(select({ options: [option(1), option(1)] }))],
      'duplicate option value: v1 [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'six overflow options',
      [actions({ type: 'overflow', options: options(6) })],
      'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'eleven checkboxes',
      [actions({ type: 'checkboxes', options: options(11) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'an action_id twice in a block',
      [actions(button(), button())],
      '`action_id` go already exists [json-pointer:/blocks/0/elements]',
    ],
    [
      'a block_id twice',
      [
        { type: 'divider', block_id: 'd' },
        { type: 'divider', block_id: 'd' },
      ],
      '`block_id` d already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a picture only this machine can reach',
      [{ type: 'image', image_url: 'http://127.0.0.1:4000/a.png', alt_text: 'x' }],
      'downloading image failed [json-pointer:/blocks/0/image_url]',
    ],
    [
      'a picture that is not there',
      [{ type: 'image', slack_file: { id: 'F0OTHER' }, alt_text: 'x' }],
      'invalid slack file [json-pointer:/blocks/0/slack_file]',
    ],
    [
      'a picture without words',
      [{ type: 'image', slack_file: { id: 'F0PICTURE' } }],
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'an alert outside a modal',
      [{ type: 'alert', text: plain('x') }],
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'two tables',
      Array.from({ length: 2 }, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })),
      'no more than 1 table block(s) allowed [json-pointer:/blocks]',
    ],
    [
      'a ragged table',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], []] }],
      'all rows must have the same number of cells [json-pointer:/blocks/0/rows]',
    ],
    [
      'a confirmation without words',
      [actions(button({ confirm: { title: plain('?') } }))],
      'missing required field: text [json-pointer:/blocks/0/elements/0/confirm]',
    ],
    [
      'an impossible date',
      [actions({ type: 'datepicker', initial_date: '2026-13-01' })],
      'invalid format [json-pointer:/blocks/0/elements/0/initial_date]',
    ],
    [
      'an unknown zone',
      [actions({ type: 'timepicker', timezone: 'Asia/Nowhere' })],
      'must be a valid IANA time zone [json-pointer:/blocks/0/elements/0/timezone]',
    ],
    [
      'a text input among actions',
      [actions({ type: 'plain_text_input', action_id: 'x' })],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'seven slices',
      [
        {
          type: 'data_visualization',
          title: 'x',
          chart: { type: 'pie', segments: Array.from({ length: 7 }, () => ({ label: 'a', value: 1 })) },
        },
      ],
      'no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]',
    ],
  ])('refuses %s', (_what, blocks, sentence) => {
    const { error, messages } = refusal(blocks)
    expect(error).toBe('invalid_blocks')
    expect(messages).toContain(sentence)
  })

  it('reports every problem at once', () => {
    expect(refusal([section({}), { type: 'nothing' }]).messages).toHaveLength(2)
  })

  it('refuses more text than Slack takes in all blocks together', () => {
    const blocks = Array.from({ length: 5 }, () => section({ text: plain(chars(3000)) }))
    expect(refusal(blocks)).toEqual({ error: 'msg_blocks_too_long', messages: [] })
  })

  it('gives blocks and elements the ids they came without, and leaves the app’s own object alone', () => {
    const given = [actions({ type: 'button', text: plain('去') })]
    const before = structuredClone(given)
    const { blocks } = readMessage({ blocks: given }, () => false)
    expect(blocks?.[0]?.block_id).toMatch(/^.{5}$/)
    expect(blocks?.[0]).toMatchObject({
      elements: [{ text: { emoji: true }, action_id: expect.any(String) }],
    })
    expect(given).toEqual(before)
  })
})
