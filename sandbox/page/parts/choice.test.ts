import { expect, it } from 'vitest'
import { matchChoices } from './choice.ts'

const choices = [
  { value: '1', label: '林知夏', description: '南湾一组 主管' },
  { value: '2', label: '陈小满', description: '南湾一组 销售代表' },
  { value: '3', label: 'Lu Siyuan' },
]
const found = (query: string) => matchChoices(choices, query).map(({ value }) => value)

it('narrows by every word, in name or description, whatever the case', () => {
  expect(found('')).toEqual(['1', '2', '3'])
  expect(found('南湾 代表')).toEqual(['2'])
  expect(found('LU')).toEqual(['3'])
  expect(found('清溪')).toEqual([])
})
