import { describe, expect, it } from 'vitest'
import { robotCard, sentCard, updatedCard } from './cards.ts'
import { check } from './rules.ts'

const long = (count: number) => '字'.repeat(count)
const url = 'https://fieldpost.example/records/1'
const list = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n))

const textNotice = {
  card_type: 'text_notice',
  source: { desc: 'Fieldpost', desc_color: 0 },
  main_title: { title: '周计划已退回', desc: '林知夏' },
  emphasis_content: { title: '3', desc: '天内补交' },
  sub_title_text: '请补充客户名称',
  horizontal_content_list: [
    { keyname: '客户', value: '南湾一院' },
    { keyname: '详情', type: 1, url },
  ],
  jump_list: [{ type: 1, title: '打开', url }],
  card_action: { type: 1, url },
}
const newsNotice = {
  card_type: 'news_notice',
  main_title: { title: '排行' },
  card_image: { url: 'https://fieldpost.example/rank.png', aspect_ratio: 2 },
  vertical_content_list: [{ title: '第一', desc: '陈小满' }],
  card_action: { type: 1, url },
}
const buttons = {
  card_type: 'button_interaction',
  main_title: { title: '周计划待审' },
  task_id: 'plan_1@3-a',
  button_selection: { question_key: 'reason', title: '理由', option_list: [{ id: 'a', text: '不完整' }] },
  button_list: [
    { text: '同意', style: 1, key: 'approve' },
    { text: '打开', type: 1, url },
  ],
}
const vote = {
  card_type: 'vote_interaction',
  main_title: { title: '今天做了什么' },
  task_id: 'log',
  checkbox: { question_key: 'what', mode: 1, option_list: [{ id: 'visit', text: '拜访', is_checked: true }] },
  submit_button: { text: '提交', key: 'done' },
}
const multiple = {
  card_type: 'multiple_interaction',
  main_title: { title: '请假' },
  task_id: 'leave',
  select_list: [{ question_key: 'kind', title: '类型', option_list: [{ id: 'sick', text: '病假' }] }],
  submit_button: { text: '提交', key: 'done' },
}

describe('template cards', () => {
  it.each([textNotice, newsNotice, buttons, vote, multiple])('takes a right $card_type', (card) => {
    expect(check(sentCard, card)).toEqual(card)
  })

  it.each<[string, object, string]>([
    ['a kind nobody knows', { card_type: 'form' }, 'card_type'],
    ['a field nobody knows', { ...textNotice, footer: 'x' }, 'footer'],
    [
      'no title and no text',
      { ...textNotice, main_title: undefined, sub_title_text: undefined },
      'is required',
    ],
    ['no card_action on a notice', { ...textNotice, card_action: undefined }, 'card_action'],
    [
      'a card_action that leads nowhere',
      { ...textNotice, card_action: { type: 1 } },
      'url is required for type 1',
    ],
    [
      'a long title',
      { ...textNotice, main_title: { title: long(37) } },
      'main_title.title at most 36 characters',
    ],
    ['a long description', { ...textNotice, main_title: { title: 'x', desc: long(45) } }, 'at most 44'],
    ['a long text', { ...textNotice, sub_title_text: long(161) }, 'sub_title_text at most 160'],
    ['a long source', { ...textNotice, source: { desc: long(14) } }, 'source.desc at most 13'],
    [
      'a long figure',
      { ...textNotice, emphasis_content: { title: long(15) } },
      'emphasis_content.title at most 14',
    ],
    [
      'seven lines',
      { ...textNotice, horizontal_content_list: list(7, () => ({ keyname: '一' })) },
      'horizontal_content_list',
    ],
    [
      'a long name of a line',
      { ...textNotice, horizontal_content_list: [{ keyname: long(6) }] },
      'horizontal_content_list[0].keyname at most as wide as 5 Chinese characters',
    ],
    ['four jumps', { ...textNotice, jump_list: list(4, () => textNotice.jump_list[0]) }, 'jump_list'],
    [
      'a menu without a task',
      { ...textNotice, action_menu: { action_list: [{ text: 'a', key: 'a' }] } },
      'task_id',
    ],
    ['news without a picture', { ...newsNotice, card_image: undefined }, 'card_image or image_text_area'],
    ['a flat picture', { ...newsNotice, card_image: { url, aspect_ratio: 2.3 } }, 'aspect_ratio'],
    [
      'five vertical lines',
      { ...newsNotice, vertical_content_list: list(5, () => ({ title: 'a' })) },
      'vertical',
    ],
    ['a card without a task', { ...buttons, task_id: undefined }, 'task_id'],
    ['a task with a colon', { ...buttons, task_id: 'plan:1' }, 'task_id only digits, letters'],
    ['a long task', { ...buttons, task_id: 'a'.repeat(129) }, 'task_id at most 128'],
    ['no buttons', { ...buttons, button_list: [] }, 'button_list'],
    [
      'seven buttons',
      { ...buttons, button_list: list(7, (n) => ({ text: '一', key: `k${n}` })) },
      'button_list',
    ],
    [
      'two buttons of one key',
      { ...buttons, button_list: list(2, () => ({ text: '一', key: 'k' })) },
      'must differ',
    ],
    [
      'a long button',
      { ...buttons, button_list: [{ text: long(11), key: 'k' }] },
      'button_list[0].text at most as wide as 10 Chinese characters',
    ],
    ['a button without a key', { ...buttons, button_list: [{ text: '一' }] }, 'key is required'],
    ['a link without an address', { ...buttons, button_list: [{ text: '一', type: 1 }] }, 'url is required'],
    [
      'eleven options beside buttons',
      {
        ...buttons,
        button_selection: { question_key: 'q', option_list: list(11, (n) => ({ id: `${n}`, text: '一' })) },
      },
      'button_selection.option_list',
    ],
    ['replaced words on a new card', { ...buttons, replace_text: '已同意' }, 'for updates only'],
    [
      'twenty-one options of a vote',
      {
        ...vote,
        checkbox: { question_key: 'q', option_list: list(21, (n) => ({ id: `${n}`, text: '一' })) },
      },
      'checkbox.option_list',
    ],
    [
      'a long option of a vote',
      { ...vote, checkbox: { question_key: 'q', option_list: [{ id: 'a', text: long(18) }] } },
      'at most 17 characters',
    ],
    ['a vote without a button', { ...vote, submit_button: undefined }, 'submit_button'],
    [
      'four selects',
      { ...multiple, select_list: list(4, (n) => ({ ...multiple.select_list[0], question_key: `q${n}` })) },
      'select_list',
    ],
    [
      'two selects of one key',
      { ...multiple, select_list: list(2, () => multiple.select_list[0]) },
      'must differ',
    ],
    [
      'eleven options of a select',
      {
        ...multiple,
        select_list: [{ question_key: 'q', option_list: list(11, (n) => ({ id: `${n}`, text: '一' })) }],
      },
      'select_list[0].option_list',
    ],
    [
      'two options of one id',
      {
        ...multiple,
        select_list: [{ question_key: 'q', option_list: list(2, () => ({ id: 'a', text: '一' })) }],
      },
      'ids must differ',
    ],
    ['a text field, which no card has', { ...multiple, input: { question_key: 'q' } }, 'input'],
  ])('refuses %s', (_name, card, reason) => {
    expect(() => check(sentCard, card)).toThrow(reason)
  })

  it('lets an update say what stands in place of the buttons, and leave the task out', () => {
    const { task_id: _taskId, ...card } = buttons
    expect(check(updatedCard, { ...card, replace_text: '已同意' })).toMatchObject({ replace_text: '已同意' })
  })

  it('lets a robot show notices with shorter texts, and ask nothing', () => {
    expect(check(robotCard, { ...textNotice, jump_list: undefined })).toMatchObject({
      card_type: 'text_notice',
    })
    expect(() => check(robotCard, buttons)).toThrow('card_type')
    expect(() => check(robotCard, { ...textNotice, main_title: { title: long(27) } })).toThrow('at most 26')
    const menu = { action_list: [{ text: 'a', key: 'a' }] }
    expect(() => check(robotCard, { ...textNotice, action_menu: menu, task_id: 't' })).toThrow('needs an app')
  })
})
