import { describe, expect, it } from 'vitest'
import { replyTo } from '../../testing/tiny-wecom-app.ts'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world, words } = useWecomWorld()
const chen = () => world().wecom.as('chen')
const text = (content: string) =>
  `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>`

describe('a passive reply', () => {
  it('lies in the member’s chat', async () => {
    world().answer = (callback) => replyTo(callback, text('已收到：周计划 & 其他'))
    expect((await chen().say('周计划')).callback).toMatchObject({ reply: 'text', problem: null })
    expect(await chen().message({ from: 'app' })).toMatchObject({
      words: '已收到：周计划 & 其他',
      via: 'reply',
    })
  })

  it.each<[string, (xml: string) => string, string]>([
    ['too long', () => text('周'.repeat(683)), '2049 bytes'],
    ['empty', () => text(''), 'Content is empty'],
    ['of a type nobody knows', () => '<MsgType><![CDATA[markdown]]></MsgType>', 'markdown'],
    [
      'an update without a card',
      () => '<MsgType>update_button</MsgType><Button><ReplaceName>好</ReplaceName></Button>',
      'no card',
    ],
  ])('is thrown away when %s', async (_name, inner, problem) => {
    world().answer = (callback) => replyTo(callback, inner(callback.xml))
    const { callback } = await chen().say('一')
    expect(callback).toMatchObject({
      attempts: 1,
      reply: 'refused',
      problem: expect.stringContaining(problem),
    })
    expect(await words('chen')).toEqual(['一'])
  })

  it('is thrown away when it is for somebody else, in plain, or signed wrongly', async () => {
    const problem = async () => (await chen().say('一')).callback?.problem
    world().answer = ({ xml }) => `${xml.replace('</xml>', '')}</xml>`
    expect(await problem()).toContain('ToUserName is not the member')
    world().answer = (callback, reply) => reply.send(replyTo(callback, text('明文')))
    expect(await problem()).toContain('no Encrypt')
    world().answer = (callback, reply) =>
      reply.send(
        world()
          .seal(replyTo(callback, text('好')))
          .replace('<TimeStamp>1', '<TimeStamp>2'),
      )
    expect(await problem()).toContain('signature')
    world().answer = (_callback, reply) => reply.send({ ok: true })
    expect(await problem()).toBeTruthy()
    expect(await words('chen')).toEqual(['一', '一', '一', '一'])
  })
})
