import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { childText, parseXml, writeXml } from './xml.ts'

describe('WeCom’s XML', () => {
  it('reads back what it wrote, markup and large numbers included', () => {
    const content = 'a<b>&amp; ]]> 周计划\n二'
    const xml = writeXml({
      Content: content,
      MsgId: 7000000000000000001n,
      CreateTime: 5,
      Items: { Id: ['a', 'b'] },
    })
    expect(xml).toContain('<MsgId>7000000000000000001</MsgId><CreateTime>5</CreateTime>')
    const root = parseXml(xml)
    expect(childText(root, 'Content')).toBe(content)
    expect(root.children.at(-1)?.children.map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('is read alike by a library', () => {
    const content = 'a<b> ]]> 周计划'
    const xml = writeXml({ Content: content, MsgId: 7000000000000000001n, Items: { Id: ['a', 'b'] } })
    const parser = new XMLParser({ parseTagValue: false, processEntities: false, trimValues: false })
    expect(parser.parse(xml)).toEqual({
      xml: { Content: content, MsgId: '7000000000000000001', Items: { Id: ['a', 'b'] } },
    })
  })

  it('reads entities, and only the five of XML', () => {
    expect(childText(parseXml('<xml><A>&lt;&#21608;&#x5468;&amp;</A><B/></xml>'), 'A')).toBe('<周周&')
    expect(() => parseXml('<xml>&bomb;</xml>')).toThrow('unknown entity')
  })

  it.each([
    '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
    '<?xml version="1.0"?><xml/>',
    '<xml a="1"/>',
    '<xml><a></xml>',
    '<xml/><xml/>',
    '<xml>&#99999999;</xml>',
    '<xml><![CDATA[open</xml>',
    'plain',
    '',
  ])('refuses %s', (source) => {
    expect(() => parseXml(source)).toThrow()
  })
})
