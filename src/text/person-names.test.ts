import { describe, expect, it } from 'vitest'
import { beginsAsWord, isPersonName, WORDS, WORDS_ALONE } from './person-names.ts'
import { surnameAt } from './surnames.ts'

describe('a person’s name', () => {
  it.each([
    '王五',
    '李小四',
    '欧阳静',
    '欧阳明月',
    '司马相如',
    '高兴国',
    '黄金花',
    '夏天宇',
    '周一鸣',
    '于明',
  ])('is a common surname and one or two characters: %s', (name) => expect(isPersonName(name)).toBe(true))

  it.each(['', '王', '欧阳', '王小花花', '欧阳明月明', '贺', '来电', '左小明', 'Wang', '王x', '王 五'])(
    'is nothing shorter, longer or of rarer surnames: %s',
    (text) => expect(isPersonName(text)).toBe(false),
  )

  it.each(
    [
      '周五 周三 周一 周一来 周五来 周末到 高烧 高龄 高度 高血压 高兴 黄疸 黄疸高 白细胞 白天 石膏 水肿 唐氏 康复 易怒 叶酸 汤药',
      '于周三 于下周 于昨天 于明天 于今晚 方便 方案 方面 安排 时间 程度 程序 何时 金额 温度 左侧 马上 任何 曾经',
      '江苏 成都 武汉 沈阳人 东方医院 孙子 孙女 陆续到 常年 万一 万一了 余额 毛病 谢谢 许多 夏天 高中 高中生',
    ].flatMap((line) => line.split(' ')),
  )('is no word that begins with a surname: %s', (word) => expect(isPersonName(word)).toBe(false))
})

it('knows a word by how it begins, and one that names begin with too only where it stands alone', () => {
  expect(['高血压', '安排好', '高兴', '高兴了'].map(beginsAsWord)).toEqual([true, true, true, true])
  expect(['高兴国', '高', '', '安娜'].map(beginsAsWord)).toEqual([false, false, false, false])
})

describe('the list of words', () => {
  const words = [...WORDS, ...WORDS_ALONE]

  it('has only what begins as a name does, and each once', () => {
    expect(words.filter((word) => surnameAt(word, 0) === null)).toEqual([])
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    expect(WORDS.filter((word) => word.length < 2 || word.length > 3)).toEqual([])
    expect(words.filter((word) => WORDS.some((other) => word !== other && word.startsWith(other)))).toEqual(
      [],
    )
  })
})
