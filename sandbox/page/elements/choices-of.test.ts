import { expect, it } from 'vitest'
import { choicesIn, chosenIn, offeredBy } from './choices-of.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const directory = {
  people: [
    {
      id: 'U1',
      handle: 'lin',
      real_name: '林知夏',
      tz: 'Asia/Shanghai',
      title: '主管',
      image: null,
      is_bot: false,
      deleted: false,
    },
  ],
  conversations: [],
}

it('keeps the groups of grouped options', () => {
  const groups = [{ label: plain('医院'), options: [{ text: plain('一院 &amp; 二院'), value: 'a' }] }]
  expect(choicesIn(undefined, groups)).toEqual([
    { value: 'a', label: '一院 & 二院', description: undefined, group: '医院' },
  ])
})

it('offers people by name and title', () => {
  expect(offeredBy({ type: 'multi_users_select' }, directory)).toEqual([
    { value: 'U1', label: '林知夏', description: '主管' },
  ])
})

it('shows what the workspace reports rather than what the app began with', () => {
  const option = (value: string) => ({ text: plain(value), value })
  const element = { type: 'static_select', options: [option('a'), option('b')], initial_option: option('a') }
  const values = (state: Parameters<typeof chosenIn>[1]) =>
    chosenIn(element, state, directory).map(({ value }) => value)
  expect(values(undefined)).toEqual(['a'])
  expect(values({ type: 'static_select', selected_option: option('b') })).toEqual(['b'])
  expect(values({ type: 'static_select', selected_option: null })).toEqual([])
})

it('names a chosen person it knows and shows the id of any other', () => {
  const state = { type: 'multi_users_select', selected_users: ['U1', 'U7'] }
  expect(chosenIn({ type: 'multi_users_select' }, state, directory).map(({ label }) => label)).toEqual([
    '林知夏',
    'U7',
  ])
})
