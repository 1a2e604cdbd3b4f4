import { expect, test } from 'vitest'
import { shortenCommand } from './shorten-command.ts'

test.each([
  ['/refer', '张三丰 13800138000 肺癌', { text: '', leftOut: 'identity' }],
  ['/refer', '张三丰 肺癌', { text: '', leftOut: 'words' }],
  ['/refer', '帮助', { text: '帮助' }],
  ['/refer', '', { text: '' }],
  ['/fieldpost', '转诊 张三丰 13800138000', { text: '转诊', leftOut: 'identity' }],
  ['/fieldpost', ' 转诊：张三丰', { text: '转诊：', leftOut: 'words' }],
  ['/fieldpost', '张三丰 138-0013-8000', { text: '', leftOut: 'identity' }],
  ['/fieldpost', '周计化 下周', { text: '周计化', leftOut: 'words' }],
  ['/fieldpost', '写 周报', { text: '写 周报' }],
  ['/fieldpost', '日志 拜访康民诊所 30分钟', { text: '日志 拜访康民诊所 30分钟' }],
  ['/fieldpost', '日志 患者李四 13800138000', { text: '日志', leftOut: 'identity' }],
  ['/log', ' 拜访康民诊所 30分钟\n电话同和药房', { text: ' 拜访康民诊所 30分钟\n电话同和药房' }],
  ['/log', '拜访 患者李四 13800138000', { text: '', leftOut: 'identity' }],
  ['/log', '拜访康民诊所 30分钟\n患者：李四', { text: '拜访康民诊所 30分钟\n患者：', leftOut: 'patient' }],
  ['/fieldpost', '日志 拜访康民诊所，患者：李四', { text: '日志 拜访康民诊所，患者：', leftOut: 'patient' }],
  ['/refer', '患者：李四', { text: '', leftOut: 'patient' }],
  ['/log', '拜访康民诊所 患者：3 例', { text: '拜访康民诊所 患者：3 例' }],
])('of %s %s only what is of use is kept', (command, typed, kept) => {
  expect(shortenCommand(command, typed)).toEqual(kept)
})
