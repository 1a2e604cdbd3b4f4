import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXml } from './read-xml.ts'

describe('reading XML', () => {
  it('keeps numbers, spaces and marks as they were typed', () => {
    const text =
      '<xml><MsgId>72057594037927937001</MsgId><Content><![CDATA[ <b>&lt;\n]] <!DOCTYPE a> 007 ]]></Content></xml>'
    expect(parseXml(text)).toEqual({
      MsgId: '72057594037927937001',
      Content: ' <b>&lt;\n]] <!DOCTYPE a> 007 ',
    })
  })

  it('reads the texts of children, and of those with children none', () => {
    const nested = '<ScanCodeInfo>\n<ScanType>qrcode</ScanType>\n<ScanResult/>\n</ScanCodeInfo>'
    expect(
      parseXml(`<?xml version="1.0"?>\n<xml>\n<A> 1 </A>${nested}<B><![CDATA[]]></B><C/></xml>\n`),
    ).toEqual({
      A: ' 1 ',
      B: '',
      C: '',
    })
  })

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['another root', '<html></html>'],
    ['a tag left open', '<xml><A>1</xml>'],
    ['two roots', '<xml><A>1</A></xml><xml><A>2</A></xml>'],
    ['a child that is there twice', '<xml><A>1</A><A>2</A></xml>'],
    ['a document type', '<!DOCTYPE x><xml><A>1</A></xml>'],
    ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><A>&b;</A></xml>'],
    ['tags nested without end', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`],
    ['a record instead of children', '<xml/>'],
  ])('takes no %s', (_, text) => {
    expect(parseXml(text)).toBeUndefined()
  })

  it('leaves entities as they are, and gives no one a prototype', () => {
    expect(parseXml('<xml><A>&amp;&#x41;</A></xml>')).toEqual({ A: '&amp;&#x41;' })
    expect(parseXml('<xml><__proto__><a>1</a></__proto__></xml>')).toBeUndefined()
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<xml>',
      '</xml>',
      '<A>',
      '</A>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&a;',
      'x',
      '<',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        parseXml(pieces.join(''))
      }),
      { numRuns: 2000 },
    )
  })
})
