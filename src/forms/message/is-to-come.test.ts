import { describe, expect, it } from 'vitest'
import { isToCome } from './is-to-come.ts'

describe('what speaks of what is to come', () => {
  it.each([
    '下周目标是把仁爱门诊签下来',
    '下週目標是把仁愛門診簽下來',
    '下个星期二去市妇幼',
    '打算多打电话',
    'Next week I see Kangmin clinic',
    'my goals are ten visits',
    'ＰＬＡＮ: ten visits',
  ])('is known by its words: %s', (text) => {
    expect(isToCome(text)).toBe(true)
  })

  it.each([
    '今天拜访仁爱门诊，计划下周再去',
    '拜访了南湾一院，下周再去',
    '拜訪了南灣一院，下週再去',
    '康民诊所 新客户 30分钟',
    'visited Kangmin clinic, again next week',
    'planet',
    '',
  ])('is nothing that was, and nothing else: %s', (text) => {
    expect(isToCome(text)).toBe(false)
  })
})
