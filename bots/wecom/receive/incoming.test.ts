import { describe, expect, it } from 'vitest'
import { readIncoming } from './incoming.ts'
import { parseXml } from './read-xml.ts'

const base = '<ToUserName>ww1</ToUserName><FromUserName>ChenXiaoman</FromUserName><AgentID>1000002</AgentID>'
const read = (inner: string) => {
  const record = parseXml(`<xml>${base}${inner}</xml>`)
  if (!record) throw new Error('no XML')
  return readIncoming(record)
}
const text = (content: string, id = '6054768590064713728') =>
  read(
    `<CreateTime>1700000000</CreateTime><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId>`,
  )
const event = (name: string, more = '', at = '1700000000') =>
  read(`<CreateTime>${at}</CreateTime><MsgType>event</MsgType><Event>${name}</Event>${more}`)
const press = (key: string, task = 't1') =>
  event(
    'template_card_event',
    `<EventKey><![CDATA[${key}]]></EventKey><TaskId>${task}</TaskId><CardType>button_interaction</CardType><ResponseCode>rc</ResponseCode>`,
  )

describe('what WeCom delivers', () => {
  it('is known by its message id, beyond what a number holds', () => {
    expect(text('你好', '72057594037927937001')).toEqual({
      kind: 'text',
      deliveryId: 'message:72057594037927937001',
      incoming: { userId: 'ChenXiaoman', kind: 'text', text: '你好' },
    })
    expect(text('你好', '72057594037927937002')?.deliveryId).not.toBe(
      text('你好', '72057594037927937001')?.deliveryId,
    )
  })

  it('is an event known by whom and what it is about: two in one second are two', () => {
    expect(press('a')?.deliveryId).toBe(press('a')?.deliveryId)
    expect(press('a')?.deliveryId).not.toBe(press('b')?.deliveryId)
    expect(press('a')?.deliveryId).not.toBe(press('a', 't2')?.deliveryId)
    expect(press('a')?.incoming).toEqual({
      userId: 'ChenXiaoman',
      kind: 'press',
      key: 'a',
      responseCode: 'rc',
    })
  })

  it('keeps nothing of a text with somebody’s number in it', () => {
    const read = text('患者张三 13812345678 明天到院')
    expect(read?.incoming).toEqual({ userId: 'ChenXiaoman', kind: 'identity' })
    expect(JSON.stringify(read)).not.toMatch(/138|张三/)
  })

  it('keeps the label alone where a patient is named', () => {
    expect(text('转诊\n患者：王小花\n就诊科室：骨科')?.incoming).toEqual({
      userId: 'ChenXiaoman',
      kind: 'text',
      text: '转诊\n患者：\n就诊科室：骨科',
    })
  })

  it('may be a menu key, a voice that was understood, a new member, a change of contacts', () => {
    expect(event('click', '<EventKey>周报</EventKey>')?.incoming).toMatchObject({ kind: 'menu', key: '周报' })
    expect(
      read(
        '<CreateTime>1</CreateTime><MsgType>voice</MsgType><MsgId>1</MsgId><Recognition>拜访康民诊所</Recognition>',
      )?.incoming,
    ).toMatchObject({ kind: 'text', text: '拜访康民诊所' })
    expect(read('<CreateTime>1</CreateTime><MsgType>image</MsgType><MsgId>2</MsgId>')?.incoming.kind).toBe(
      'other',
    )
    expect(event('subscribe')?.incoming.kind).toBe('arrived')
    expect(
      event('change_contact', '<ChangeType>update_user</ChangeType><UserID>LinZhixia</UserID>')?.incoming,
    ).toEqual({ userId: 'LinZhixia', kind: 'member-changed' })
  })

  it.each(['view', 'enter_agent', 'LOCATION', 'unsubscribe'])('is nothing to answer: %s', (name) => {
    expect(event(name)).toBeUndefined()
  })

  it('is nothing where it lacks what all have', () => {
    expect(readIncoming({ MsgType: 'text' })).toBeUndefined()
    expect(readIncoming({ ToUserName: 'ww1' })).toBeUndefined()
  })
})
