import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world } = useWecomWorld()
const HOUR_MS = 3_600_000

describe('media', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)])
  const upload = (type: string, bytes: Buffer, filename = 'rank.png', part = 'media') => {
    const form = new FormData()
    form.append(part, new Blob([new Uint8Array(bytes)]), filename)
    return world().call('media/upload', form, { type })
  }

  it('is sent by its id for three days', async () => {
    const { media_id } = await upload('image', png)
    const message = { touser: 'ChenXiaoman', msgtype: 'image', image: { media_id } }
    expect(await world().call('message/send', message)).toMatchObject({ errcode: 0 })
    const [shown] = await world().wecom.as('chen').messages()
    expect(shown).toMatchObject({ words: '[图片]', body: { filename: 'rank.png', size: 24 } })
    expect(await world().wecom.mediaContent(String(media_id))).toEqual(png)
    const asFile = { touser: 'ChenXiaoman', msgtype: 'file', file: { media_id } }
    expect(await world().call('message/send', asFile)).toMatchObject({ errcode: 40007 })
    await world().client.clock.advance(72 * HOUR_MS + 1000)
    const late = await world().call('message/send', message)
    expect(late).toMatchObject({ errcode: 40007, errmsg: expect.stringContaining('three days') })
  })

  it('is handed out again for three days', async () => {
    const { media_id } = await upload('image', png)
    const { apiUrl, corpId, secret } = world().sandbox.wecom
    const found = await fetch(`${apiUrl}cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)
    const { access_token } = (await found.json()) as { access_token: string }
    const query = new URLSearchParams({ access_token, media_id: String(media_id) })
    const answer = await fetch(`${apiUrl}cgi-bin/media/get?${query}`)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rank.png"')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png)
    expect(await world().call('media/get', undefined, { media_id: 'x' })).toMatchObject({ errcode: 40007 })
  })

  it('has limits of size and kind', async () => {
    expect(await upload('image', Buffer.from('no picture'))).toMatchObject({ errcode: 40004 })
    expect(await upload('picture', png)).toMatchObject({ errcode: 40004 })
    expect(await upload('file', Buffer.alloc(0))).toMatchObject({ errcode: 44001 })
    expect(await upload('file', Buffer.alloc(5))).toMatchObject({ errcode: 40006 })
    expect(await upload('file', Buffer.alloc(20 * 1024 * 1024 + 1))).toMatchObject({ errcode: 45001 })
    expect(await upload('image', png, 'rank.png', 'file')).toMatchObject({ errcode: 41006 })
  })

  it('is found by a scan of the traffic', async () => {
    await upload('file', Buffer.from('患者,费用\n甲,100'), '费用.csv')
    expect(await world().wecom.traffic.scan('患者,费用')).toMatchObject([{ where: 'file' }])
  })
})
