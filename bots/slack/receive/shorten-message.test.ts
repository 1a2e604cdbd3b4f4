import { expect, test } from 'vitest'
import { shortenMessage } from './shorten-message.ts'

const message = (text: string) => ({ type: 'message', ts: '1', text })

test.each([
  ['今天拜访康民诊所 30分钟', { text: '今天拜访康民诊所 30分钟' }],
  ['患者：王小花 &lt;女&gt;\n科室 &amp; 床位', { text: '患者：\n科室 &amp; 床位' }],
  ['a &lt; b', { text: 'a &lt; b' }],
  ['李四 <tel:13800138000|138 0013 8000>', { text: '', left_out: 'identity' }],
])('of %s only what is of use is kept', (typed, kept) => {
  expect(shortenMessage(message(typed))).toEqual({ ...message(''), ...kept })
})

test('the words are not kept a second time, nor what files are called', () => {
  const again = { blocks: [{ text: '患者：王小花' }], attachments: [{}], files: [{ name: '王小花.jpg' }] }
  expect(shortenMessage({ ...message('患者：王小花'), ...again })).toEqual(message('患者：'))
})
