import { describe, expect, it } from 'vitest'
import { SlackError } from '../slack-error.ts'
import { readView } from './views.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('目标'),
  element,
  ...more,
})
const text = (more: object = {}) => ({ type: 'plain_text_input', action_id: 't', ...more })
const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('计划'),
  submit: plain('提交'),
  blocks: [],
  ...more,
})

function refusal(view: unknown, surface: 'modal' | 'home' = 'modal'): { error: string; messages: string[] } {
  try {
    readView(view, surface, () => false)
  } catch (error) {
    if (error instanceof SlackError) return { error: error.error, messages: error.messages }
    throw error
  }
  return { error: 'none', messages: [] }
}

describe('views', () => {
  it('takes a view as JSON text too, as form posts carry it', () => {
    expect(readView(JSON.stringify(modal()), 'modal', () => false).title).toMatchObject({ text: '计划' })
  })

  it.each([
    ['a missing title', { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
    [
      'a long title',
      modal({ title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a long submit',
      modal({ submit: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'inputs without submit',
      { type: 'modal', title: plain('x'), blocks: [input(text())] },
      'must define `submit` to use an `input` block in modals [json-pointer:/view]',
    ],
    [
      'too much private_metadata',
      modal({ private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['an unknown field', modal({ state: {} }), 'invalid additional property: state [json-pointer:/view]'],
    [
      'a long label',
      modal({ blocks: [input(text(), { label: plain('x'.repeat(2001)) })] }),
      'must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]',
    ],
    [
      'a long text',
      modal({ blocks: [input(text({ initial_value: 'x'.repeat(3001) }))] }),
      'must be less than 3001 characters [json-pointer:/view/blocks/0/element/initial_value]',
    ],
    [
      'a number where a string belongs',
      modal({ blocks: [input({ type: 'number_input', is_decimal_allowed: false, initial_value: 3 })] }),
      'must provide a string [json-pointer:/view/blocks/0/element/initial_value]',
    ],
    [
      'a number input that does not say whether it takes decimals',
      modal({ blocks: [input({ type: 'number_input' })] }),
      'missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]',
    ],
    [
      'limits the wrong way round',
      modal({ blocks: [input(text({ min_length: 5, max_length: 2 }))] }),
      'must not be greater than max_length [json-pointer:/view/blocks/0/element/min_length]',
    ],
    [
      'the old name of an element',
      modal({ blocks: [input({ type: 'email_input' })] }),
      'unsupported type: email_input [json-pointer:/view/blocks/0/element/type]',
    ],
    [
      'a button as input',
      modal({ blocks: [input({ type: 'button', text: plain('x') })] }),
      'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
    ],
    [
      'a message’s block',
      modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    [
      'two fields that want the cursor',
      modal({ blocks: [input(text({ focus_on_load: true })), input(text({ focus_on_load: true }))] }),
      'only one element can have focus_on_load [json-pointer:/view/blocks]',
    ],
    [
      'twelve files',
      modal({ blocks: [input({ type: 'file_input', max_files: 12 })] }),
      'must be less than 11 [json-pointer:/view/blocks/0/element/max_files]',
    ],
  ])('refuses %s', (_what, view, sentence) => {
    const { error, messages } = refusal(view)
    expect(error).toBe('invalid_arguments')
    expect(messages).toContain(sentence)
  })

  it('takes a Home without title, and no modal in its place', () => {
    expect(refusal({ type: 'home', blocks: [] }, 'home').error).toBe('none')
    expect(refusal(modal(), 'home').messages).toContain(
      'must be a valid enum value: home [json-pointer:/view/type]',
    )
  })

  it('refuses a view of more than 250 kB', () => {
    const option = (n: number) => ({ text: plain('选'.repeat(75)), value: `${n}`.padEnd(150, 'x') })
    const options = Array.from({ length: 100 }, (_, n) => option(n))
    const blocks = Array.from({ length: 20 }, () => input({ type: 'static_select', options }))
    expect(refusal(modal({ blocks })).error).toBe('view_too_large')
  })
})
