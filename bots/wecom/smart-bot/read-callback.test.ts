import { describe, expect, it } from 'vitest'
import { readCallback, readHandle } from './read-callback.ts'

const frameOf = (body: Record<string, unknown>) => ({
  cmd: 'aibot_msg_callback',
  headers: { req_id: 'r1' },
  body: { msgid: '7000000000000000001', chattype: 'single', from: { userid: 'ChenXiaoman' }, ...body },
})
const press = { event_key: '["x"]', task_id: 't-1' }

describe('a callback of the smart bot', () => {
  it.each([
    ['words', { msgtype: 'text', text: { content: '周计划' } }, '周计划'],
    ['a voice, as it was understood', { msgtype: 'voice', voice: { content: '今天拜访' } }, '今天拜访'],
    [
      'words with pictures',
      {
        msgtype: 'mixed',
        mixed: {
          msg_item: [
            { msgtype: 'text', text: { content: '看' } },
            { msgtype: 'image', image: {} },
          ],
        },
      },
      '看',
    ],
  ])('brings %s', (_, body, text) => {
    expect(readCallback(frameOf(body))).toEqual({
      about: 'delivery',
      kind: 'text',
      deliveryId: 'bot:7000000000000000001',
      incoming: { userId: 'ChenXiaoman', kind: 'text', text },
    })
  })

  it('keeps nothing of words that hold somebody’s number', () => {
    const read = readCallback(frameOf({ msgtype: 'text', text: { content: '张三 13812345678' } }))
    expect(JSON.stringify(read)).not.toContain('138')
    expect(read).toMatchObject({ kind: 'identity' })
  })

  it.each([
    ['as documented', { eventtype: 'template_card_event', template_card_event: press }],
    ['as the package has it', { eventtype: 'template_card_event', ...press }],
  ])('brings a press, %s, with what its card is changed by', (_, event) => {
    const read = readCallback(frameOf({ msgtype: 'event', event }))
    expect(read).toMatchObject({ about: 'delivery', incoming: { kind: 'press', key: '["x"]' } })
    const { incoming } = read as { incoming: { responseCode: string } }
    expect(readHandle(incoming.responseCode)).toEqual({ requestId: 'r1', taskId: 't-1' })
  })

  it('tells an arrival, a call in a group, a picture, and passes over what asks for nothing', () => {
    const event = (eventtype: string) => readCallback(frameOf({ msgtype: 'event', event: { eventtype } }))
    expect(event('enter_chat')).toEqual({ about: 'arrival', userId: 'ChenXiaoman' })
    expect(event('feedback_event')).toBeUndefined()
    expect(event('disconnected_event')).toBeUndefined()
    expect(event('template_card_event')).toBeUndefined()
    const inGroup = frameOf({
      msgtype: 'text',
      text: { content: '@B 周计划' },
      chattype: 'group',
      chatid: 'g',
    })
    expect(readCallback(inGroup)).toEqual({ about: 'group' })
    const picture = readCallback(frameOf({ msgtype: 'image', image: { url: 'u' } }))
    expect(picture).toMatchObject({ incoming: { kind: 'other' } })
    for (const odd of [undefined, {}, { headers: {}, body: {} }, frameOf({ from: {} })])
      expect(readCallback(odd)).toBeUndefined()
  })

  it('names what has no id by what it is', () => {
    const event = { eventtype: 'template_card_event', template_card_event: press }
    const name = (create_time: number) =>
      (
        readCallback(frameOf({ msgid: undefined, msgtype: 'event', event, create_time })) as {
          deliveryId: string
        }
      ).deliveryId
    expect(name(1)).toBe(name(1))
    expect(name(1)).not.toBe(name(2))
  })
})
