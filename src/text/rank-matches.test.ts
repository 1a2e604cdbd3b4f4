import { describe, expect, it } from 'vitest'
import { rankMatches, searchKey } from './rank-matches.ts'

const customers = [
  { name: '南湾市第一人民医院', aliases: ['南湾一院', '市一院'] },
  { name: '南湾市妇幼保健院', aliases: ['市妇幼', '妇幼保健院'] },
  { name: '赤岭同和大药房', aliases: ['同和药房', '同和'] },
  { name: '清溪县人民医院', aliases: ['清溪县医院', '清溪人医'] },
  { name: '南湾医科大学附属医院', aliases: ['南医附院', '附院'] },
]
const names = (query: string) => rankMatches(query, customers).map((customer) => customer.name)

describe('rankMatches', () => {
  it('puts a whole alias before beginnings and beginnings before insides', () => {
    expect(names('同和')).toEqual(['赤岭同和大药房'])
    expect(names('南湾市')).toEqual(['南湾市妇幼保健院', '南湾市第一人民医院'])
    expect(names('人民医院')).toEqual(['清溪县人民医院', '南湾市第一人民医院'])
  })

  it('finds an abbreviation that skips letters', () => {
    expect(names('清溪医院')).toEqual(['清溪县人民医院'])
  })

  it('understands traditional and full-width queries', () => {
    expect(names('同和藥房')).toEqual(['赤岭同和大药房'])
    expect(names('　附 院')).toEqual(['南湾医科大学附属医院'])
  })

  it('keeps everything for an empty query and nothing for a stranger', () => {
    expect(names('  ')).toHaveLength(5)
    expect(names('徐岭和平诊所')).toEqual([])
  })
})

describe('searchKey', () => {
  it('ignores spaces, punctuation and width', () => {
    expect(searchKey('Ａ·B (同和) 藥房!')).toBe('ab同和药房')
  })
})
