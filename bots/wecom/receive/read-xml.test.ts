import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXml, readXml } from './read-xml.ts'

describe('reading XML', () => {
  it('keeps numbers, spaces and marks as they were typed', () => {
    const text =
      '<xml><MsgId>72057594037927937001</MsgId><Content><![CDATA[ <b>&lt;\n]] <!DOCTYPE a> 007 ]]></Content></xml>'
    expect(readXml(text)).toEqual({
      MsgId: '72057594037927937001',
      Content: ' <b>&lt;\n]] <!DOCTYPE a> 007 ',
    })
  })

  it('reads what was chosen on a card as lists, one or many', () => {
    const item = (id: string) =>
      `<SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId>${id}</OptionId></OptionIds></SelectedItem>`
    expect(parseXml(`<xml><SelectedItems>${item('1')}</SelectedItems></xml>`)).toEqual({
      SelectedItems: { SelectedItem: [{ QuestionKey: 'q', OptionIds: { OptionId: ['1'] } }] },
    })
  })

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['another root', '<html></html>'],
    ['a tag left open', '<xml><A>1</xml>'],
    ['a document type', '<!DOCTYPE x><xml><A>1</A></xml>'],
    ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><A>&b;</A></xml>'],
    ['tags nested without end', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`],
    ['a record instead of children', '<xml/>'],
  ])('takes no %s', (_, text) => {
    expect(parseXml(text)).toBeUndefined()
  })

  it('leaves entities as they are, and gives no one a prototype', () => {
    expect(readXml('<xml><A>&amp;&#x41;</A></xml>')).toEqual({ A: '&amp;&#x41;' })
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
