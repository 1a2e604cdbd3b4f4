import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world } = useWecomWorld()

describe('the check of the address', () => {
  it('passes for the bare plain text', async () => {
    expect(await world().wecom.app.verifyUrl()).toMatchObject({ ok: true, httpStatus: 200, problem: null })
  })

  const answering = async (body: string, delayMs = 0) => {
    const { createServer } = await import('node:http')
    const { decryptMessage } = await import('../crypto.ts')
    const server = createServer((request, response) => {
      const echo = new URL(request.url ?? '', 'http://x').searchParams.get('echostr') ?? ''
      const { message } = decryptMessage(world().sandbox.wecom.encodingAesKey, echo)
      setTimeout(() => response.end(body.replace('ECHO', message)), delayMs)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const before = (await world().wecom.state()).app.callbackUrl
    const callbackUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
    await world().wecom.app.configure({ callbackUrl })
    const result = await world().wecom.app.verifyUrl()
    await world().wecom.app.configure({ callbackUrl: before })
    server.close()
    return result
  }
  it.each([
    ['"ECHO"', 'quotes'],
    ['ECHO\n', 'line breaks'],
    ['{"echostr":1}', 'not the decrypted echostr'],
  ])('fails for %j', async (body, problem) => {
    expect(await answering(body)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
  })

  it('fails after one second', async () => {
    expect(await answering('ECHO', 1300)).toMatchObject({
      ok: false,
      problem: 'no answer within one second',
    })
  })

  it('needs an address of this machine', async () => {
    const callbackUrl = 'https://elsewhere.example/'
    await expect(world().wecom.app.configure({ callbackUrl })).rejects.toThrow('this machine')
  })
})
