import { expect, it } from 'vitest'
import { writeXmlLines } from './write-xml.ts'

it('gives each element a line, and leaves values beside their names', () => {
  const xml =
    '<xml><MsgType><![CDATA[event]]></MsgType><SelectedItems><SelectedItem><Key><![CDATA[a</Key>]]></Key></SelectedItem></SelectedItems><AgentID>7</AgentID></xml>'
  expect(writeXmlLines(xml)).toBe(
    [
      '<xml>',
      '  <MsgType><![CDATA[event]]></MsgType>',
      '  <SelectedItems>',
      '    <SelectedItem>',
      '      <Key><![CDATA[a</Key>]]></Key>',
      '    </SelectedItem>',
      '  </SelectedItems>',
      '  <AgentID>7</AgentID>',
      '</xml>',
    ].join('\n'),
  )
})

it('leaves what is no XML', () => {
  expect(writeXmlLines('success')).toBe('success')
})
